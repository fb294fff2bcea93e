import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { formatInstant } from '@/shared/lib/dates'
import { formatQuantity } from '@/shared/lib/decimal'
import { DocumentLink } from '@/shared/ui/document-link'

interface CountChangesProps {
  changes: Schemas['StockCountOut']['changes']
}

/** What became known later and happened before the count: by which document a line differs otherwise since. */
export function CountChanges({ changes }: CountChangesProps) {
  const { t, i18n } = useTranslation('inventory')
  if (changes.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      title={t('count.changed_since')}
      description={changes.map((each) => (
        <div key={`${each.line_id} ${each.document_id}`}>
          <DocumentLink type={each.document_type} id={each.document_id} number={each.document_number} />{' '}
          {formatInstant(each.recorded_at, i18n.language)}{' '}
          {t('count.change', {
            line: each.line_no,
            difference: formatQuantity(each.difference),
          })}
        </div>
      ))}
    />
  )
}
