import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/shared/lib/dates'
import type { TransferDraft } from '../rules/transfer-draft'

/** The projects whose stock a transfer changes: who has agreed, who is still asked, and why it was declined. */
export function TransferSides({ doc }: { doc: TransferDraft }) {
  const { t, i18n } = useTranslation('inventory')
  const { sides, state, declined_reason } = doc
  if (state === 'draft')
    return declined_reason === '' ? null : (
      <Alert type="warning" showIcon title={t('transfer.declined', { reason: declined_reason })} />
    )
  if (sides.length === 0) return null
  return (
    <Alert
      type={state === 'proposed' ? 'info' : 'success'}
      showIcon
      title={state === 'proposed' ? t('transfer.waits') : t('transfer.all_agreed')}
      description={sides.map((side) => (
        <div key={side.project_id}>
          {side.project_code} {side.project_name}:{' '}
          {side.agreed_at
            ? t('transfer.agreed_by', {
                name: side.agreed_by_name,
                at: formatInstant(side.agreed_at, i18n.language),
              })
            : t('transfer.not_agreed')}
        </div>
      ))}
    />
  )
}
