import { Alert, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '@/shared/lib/dates'
import { newId } from '@/shared/lib/ids'
import { sentence } from '@/shared/refusal'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { itemSource } from '@/shared/ui/sources'
import styles from './say-from.module.css'

/** A figure that holds from a day on, and by what; the id is the same at every try. */
export interface Said {
  id: string
  figure: string
  valid_from: string
  reason: string
}

interface SayFromProps {
  title: string
  action: string
  /** What the figure is of, with its unit. */
  figureLabel: string
  /** Whether it is known whose and which item's figure it is. */
  known: boolean
  reasonNeeded?: boolean
  busy: boolean
  error: unknown
  /** Pickers of what is not known yet. */
  pickers: ReactNode
  /** What was said before. */
  before: ReactNode
  onSay: (said: Said) => void
  onClose: () => void
}

/** Asks for a figure, from when on it holds and by what: it is said anew each time and nothing of it is changed. */
export function SayFrom({
  title,
  action,
  figureLabel,
  known,
  reasonNeeded,
  busy,
  error,
  pickers,
  before,
  onSay,
  onClose,
}: SayFromProps) {
  const { t } = useTranslation('stock')
  const [figure, setFigure] = useState('')
  const [validFrom, setValidFrom] = useState(today())
  const [reason, setReason] = useState('')
  // Fixed before the first try, so that sending twice says it once.
  const [id] = useState(newId)
  const complete = known && figure !== '' && validFrom !== '' && !(reasonNeeded && reason.trim() === '')
  return (
    <Modal
      open
      title={title}
      okText={action}
      cancelText={t('common:action.cancel')}
      okButtonProps={{ disabled: !complete, loading: busy }}
      onOk={() => onSay({ id, figure, valid_from: validFrom, reason: reason.trim() })}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {pickers}
        <div>
          <label htmlFor="said-figure">{figureLabel}</label>
          <Input
            id="said-figure"
            inputMode="decimal"
            value={figure}
            onChange={(event) => setFigure(event.target.value.trim())}
          />
        </div>
        <div>
          <label htmlFor="said-from">{t('employers.valid_from')}</label>
          <Input
            id="said-from"
            type="date"
            value={validFrom}
            onChange={(event) => setValidFrom(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor="said-reason">{t('employers.reason')}</label>
          <Input
            id="said-reason"
            maxLength={200}
            placeholder={t('employers.reason_hint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
      {before}
      {error ? <Alert type="error" showIcon title={sentence(error)} /> : null}
    </Modal>
  )
}

/** An item as such a figure names it. */
export interface ItemNamed {
  item_id: string | null
  item_code: string
  base_unit: string
}

/** Lets an item be chosen that a figure is said of. */
export function ItemSaid({
  item_id,
  onChoose,
}: {
  item_id: string | null
  onChoose: (item: ItemNamed) => void
}) {
  const { t } = useTranslation('stock')
  return (
    <div>
      <span>{t('employers.item')}</span>
      <RemotePicker
        source={itemSource}
        value={item_id}
        aria-label={t('employers.item')}
        onChange={(value, choice) =>
          onChoose({
            item_id: value,
            item_code: choice?.row.code ?? '',
            base_unit: choice?.row.base_unit ?? '',
          })
        }
      />
    </div>
  )
}
