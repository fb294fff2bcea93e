import { Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './confirm-figures.module.css'

interface ConfirmFiguresProps {
  title: string
  /** What will be so afterwards: the amounts and counts that this changes. */
  figures: { label: string; value: ReactNode }[]
  okText: string
  danger?: boolean
  needsReason?: boolean
  busy?: boolean
  onConfirm: (reason: string) => void
  onCancel: () => void
}

/** Asks before what can't be taken back, and says in figures what it will do. */
export function ConfirmFigures(props: ConfirmFiguresProps) {
  const { title, figures, okText, danger, needsReason, busy, onConfirm, onCancel } = props
  const { t } = useTranslation('document')
  const [reason, setReason] = useState('')
  const reasonId = useId()
  const lacking = needsReason === true && reason.trim() === ''
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t('common:action.cancel')}
      okButtonProps={{ danger, disabled: lacking, loading: busy, autoFocus: !needsReason }}
      onOk={() => onConfirm(reason.trim())}
      onCancel={onCancel}
      width={460}
    >
      {figures.length > 0 && (
        <dl className={styles.figures}>
          {figures.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {needsReason && (
        <div className={styles.reason}>
          <label htmlFor={reasonId}>{t('reason')}</label>
          <Input.TextArea
            id={reasonId}
            autoFocus
            value={reason}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
    </Modal>
  )
}
