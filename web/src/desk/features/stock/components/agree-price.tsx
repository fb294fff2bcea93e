import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '@/shared/lib/dates'
import { newId } from '@/shared/lib/ids'
import { sentence } from '@/shared/refusal'
import { UnitPrice } from '@/shared/ui/figures'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { itemSource, partySource } from '@/shared/ui/sources'
import { useAgreedPrices, useAgreePrice } from '../api/use-agreed-prices'
import styles from './allow-quantity.module.css'

/** Of which supplier's item it is said what it costs; either may be chosen still. */
export interface AgreedOf {
  supplier_id: string | null
  supplier_name: string
  item_id: string | null
  item_code: string
  base_unit: string
}

interface AgreePriceProps {
  of: AgreedOf
  companyId: string
  onClose: () => void
}

/** Asks what a supplier's consigned item costs once it is used, from when on and by what. */
export function AgreePrice({ of, companyId, onClose }: AgreePriceProps) {
  const { t } = useTranslation('stock')
  const [pair, setPair] = useState(of)
  const [price, setPrice] = useState('')
  const [validFrom, setValidFrom] = useState(today())
  const [reason, setReason] = useState('')
  // Fixed before the first try, so that sending twice says it once.
  const [id] = useState(newId)
  const agree = useAgreePrice()
  const { supplier_id, item_id } = pair
  const complete = supplier_id && item_id && price !== '' && validFrom !== ''
  const send = () => {
    if (complete)
      agree.mutate(
        {
          id,
          company_id: companyId,
          supplier_id,
          item_id,
          price,
          valid_from: validFrom,
          reason: reason.trim(),
        },
        { onSuccess: onClose },
      )
  }
  const chosen = [pair.supplier_name, pair.item_code].filter(Boolean).join(' · ')
  return (
    <Modal
      open
      title={of.supplier_id && of.item_id ? t('consigned.agree_for', { of: chosen }) : t('consigned.agree')}
      okText={t('consigned.agree')}
      cancelText={t('common:action.cancel')}
      okButtonProps={{ disabled: !complete, loading: agree.isPending }}
      onOk={send}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {!of.supplier_id && (
          <div>
            <span>{t('consigned.supplier')}</span>
            <RemotePicker
              source={partySource({ role: 'supplier' })}
              value={supplier_id}
              aria-label={t('consigned.supplier')}
              onChange={(value, choice) =>
                setPair({ ...pair, supplier_id: value, supplier_name: choice?.row.name ?? '' })
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
          <label htmlFor="agreed-price">{t('consigned.price_of', { unit: pair.base_unit })}</label>
          <Input
            id="agreed-price"
            inputMode="decimal"
            value={price}
            onChange={(event) => setPrice(event.target.value.trim())}
          />
        </div>
        <div>
          <label htmlFor="agreed-from">{t('employers.valid_from')}</label>
          <Input
            id="agreed-from"
            type="date"
            value={validFrom}
            onChange={(event) => setValidFrom(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor="agreed-reason">{t('employers.reason')}</label>
          <Input
            id="agreed-reason"
            maxLength={200}
            placeholder={t('employers.reason_hint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
      <Said companyId={companyId} supplierId={supplier_id} itemId={item_id} />
      {agree.error && <Alert type="error" showIcon title={sentence(agree.error)} />}
    </Modal>
  )
}

/** What was agreed on before: nothing of it is ever changed. */
function Said({
  companyId,
  supplierId,
  itemId,
}: {
  companyId: string
  supplierId: string | null
  itemId: string | null
}) {
  const { t } = useTranslation('stock')
  const said = useAgreedPrices(companyId, supplierId, itemId)
  if (!said.data || said.data.length === 0) return null
  return (
    <section>
      <h3>{t('consigned.said')}</h3>
      <ul>
        {said.data.map((each) => (
          <li key={each.id}>
            {each.valid_from} · <UnitPrice value={each.price} /> ·{' '}
            {each.reason || (each.receipt_id ? t('consigned.by_receipt') : '–')}
            {!each.in_force && ` · ${t('consigned.not_in_force')}`} ·{' '}
            {t('employers.by', { person: each.recorded_by_name, day: each.recorded_at.slice(0, 10) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
