import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '@/shared/lib/dates'
import { newId } from '@/shared/lib/ids'
import { sentence } from '@/shared/refusal'
import { Quantity } from '@/shared/ui/figures'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { itemSource, ofCompany, projectSource } from '@/shared/ui/sources'
import { useAllow, useAllowed } from '../api/use-allowed'
import styles from './allow-quantity.module.css'

/** Of which project's item it is said what may be used; either may be chosen still. */
export interface AllowedOf {
  project_id: string | null
  project_code: string
  item_id: string | null
  item_code: string
  base_unit: string
}

interface AllowQuantityProps {
  of: AllowedOf
  companyId: string | null
  onClose: () => void
}

/** Asks what a project may use of the employer's goods by its contract, from when on and by what. */
export function AllowQuantity({ of, companyId, onClose }: AllowQuantityProps) {
  const { t } = useTranslation('stock')
  const [pair, setPair] = useState(of)
  const [quantity, setQuantity] = useState('')
  const [validFrom, setValidFrom] = useState(today())
  const [reason, setReason] = useState('')
  // Fixed before the first try, so that sending twice says it once.
  const [id] = useState(newId)
  const allow = useAllow()
  const { project_id, item_id } = pair
  const complete = project_id && item_id && quantity !== '' && validFrom !== '' && reason.trim() !== ''
  const send = () => {
    if (complete)
      allow.mutate(
        { id, project_id, item_id, quantity, valid_from: validFrom, reason: reason.trim() },
        { onSuccess: onClose },
      )
  }
  const chosen = [pair.project_code, pair.item_code].filter(Boolean).join(' · ')
  return (
    <Modal
      open
      title={of.project_id && of.item_id ? t('employers.allow_for', { of: chosen }) : t('employers.allow')}
      okText={t('employers.allow')}
      cancelText={t('common:action.cancel')}
      okButtonProps={{ disabled: !complete, loading: allow.isPending }}
      onOk={send}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {!of.project_id && (
          <div>
            <span>{t('employers.project')}</span>
            <RemotePicker
              source={ofCompany(projectSource, companyId ?? '') ?? projectSource}
              value={project_id}
              aria-label={t('employers.project')}
              onChange={(value, choice) =>
                setPair({ ...pair, project_id: value, project_code: choice?.row.code ?? '' })
              }
            />
          </div>
        )}
        {!of.item_id && (
          <div>
            <span>{t('employers.item')}</span>
            <RemotePicker
              source={itemSource}
              value={item_id}
              aria-label={t('employers.item')}
              onChange={(value, choice) =>
                setPair({
                  ...pair,
                  item_id: value,
                  item_code: choice?.row.code ?? '',
                  base_unit: choice?.row.base_unit ?? '',
                })
              }
            />
          </div>
        )}
        <div>
          <label htmlFor="allowed-quantity">{t('employers.quantity', { unit: pair.base_unit })}</label>
          <Input
            id="allowed-quantity"
            inputMode="decimal"
            value={quantity}
            onChange={(event) => setQuantity(event.target.value.trim())}
          />
        </div>
        <div>
          <label htmlFor="allowed-from">{t('employers.valid_from')}</label>
          <Input
            id="allowed-from"
            type="date"
            value={validFrom}
            onChange={(event) => setValidFrom(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor="allowed-reason">{t('employers.reason')}</label>
          <Input
            id="allowed-reason"
            maxLength={200}
            placeholder={t('employers.reason_hint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
      <Said projectId={project_id} itemId={item_id} unit={pair.base_unit} />
      {allow.error && <Alert type="error" showIcon title={sentence(allow.error)} />}
    </Modal>
  )
}

/** What was said before: nothing of it is ever changed. */
function Said({
  projectId,
  itemId,
  unit,
}: {
  projectId: string | null
  itemId: string | null
  unit: string
}) {
  const { t } = useTranslation('stock')
  const said = useAllowed(projectId, itemId)
  if (!said.data || said.data.length === 0) return null
  return (
    <section>
      <h3>{t('employers.said')}</h3>
      <ul>
        {said.data.map((each) => (
          <li key={each.id}>
            {each.valid_from} · <Quantity value={each.quantity} unit={unit} /> · {each.reason} ·{' '}
            {t('employers.by', { person: each.recorded_by_name, day: each.recorded_at.slice(0, 10) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
