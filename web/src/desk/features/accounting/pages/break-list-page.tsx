import { useTranslation } from 'react-i18next'
import { useScope } from '@/shared/session/scope'
import { DocumentLink } from '@/shared/ui/document-link'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn } from '@/shared/ui/list/types'
import { ReadAt } from '@/shared/ui/read-at'
import type { Break } from '../rules/accounts'

const RESOURCE = '/api/v1/voucher-breaks'

export default function BreakListPage() {
  const { t } = useTranslation('accounting')
  const { company } = useScope()
  const columns: ListColumn<Break>[] = [
    { key: 'posting_date', title: t('posting_date'), width: 108, kind: 'date', sortable: true },
    {
      key: 'document_number',
      title: t('document'),
      width: 150,
      render: (row) => (
        <DocumentLink type={row.document_type} id={row.document_id} number={row.document_number} />
      ),
    },
    { key: 'purpose', title: t('purpose'), width: 180, render: (row) => t(`purposes.${row.purpose}`) },
    { key: 'booked', title: t('booked'), width: 150, kind: 'money' },
    { key: 'written', title: t('written'), width: 150, kind: 'money' },
    { key: 'difference', title: t('difference'), width: 150, kind: 'money', sortable: true, total: true },
  ]
  return (
    <ListPage<Break>
      id="accounting.breaks"
      title={t('breaks')}
      resource={RESOURCE}
      columns={columns}
      fixed={{ company_id: company?.id }}
      defaultSort="posting_date"
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('breaks_empty'), hint: t('breaks_empty_hint') }}
    />
  )
}
