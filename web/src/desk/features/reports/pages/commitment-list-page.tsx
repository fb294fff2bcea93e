import { useTranslation } from 'react-i18next'
import { projectCostHref } from '@/shared/lib/ledger-links'
import { useFixedProject } from '@/shared/session/fixed-project'
import { DocumentLink } from '@/shared/ui/document-link'
import { Drill } from '@/shared/ui/drill'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { useDocumentFilter } from '@/shared/ui/list/use-document-filter'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { ReadAt } from '@/shared/ui/read-at'
import { projectSource } from '@/shared/ui/sources'
import type { Commitment } from '../rules/statement'

const RESOURCE = '/api/v1/commitment-entries'

/** What orders bind, what receipts turned into goods, and what is open: the rows behind three figures of a project. */
export default function CommitmentListPage() {
  const { t } = useTranslation('reports')
  const columns: ListColumn<Commitment>[] = [
    { key: 'business_date', title: t('business'), width: 102, kind: 'date', sortable: true },
    { key: 'posting_date', title: t('posting'), width: 94, kind: 'date' },
    { key: 'recorded_at', title: t('recorded'), width: 138, kind: 'date', sortable: true },
    {
      key: 'document_number',
      title: t('document'),
      width: 120,
      render: (row) => (
        <DocumentLink type={row.document_type} id={row.document_id} number={row.document_number} />
      ),
    },
    { key: 'kind', title: t('change'), width: 84, render: (row) => t(`change_${row.kind}`) },
    {
      key: 'project_code',
      title: t('project_code'),
      width: 110,
      sortable: true,
      render: (row) =>
        row.project_id && (
          <span title={row.project_name ?? undefined}>
            <Drill to={projectCostHref(row.project_id)}>{row.project_code}</Drill>
          </span>
        ),
    },
    {
      key: 'node_code',
      title: t('node'),
      width: 116,
      render: (row) => row.node_code && `${row.node_code} ${row.node_name}`,
    },
    { key: 'category_name', title: t('category'), width: 130, hidden: true },
    { key: 'bound', title: t('figure.ordered'), width: 132, kind: 'money', total: true },
    { key: 'received', title: t('figure.received'), width: 132, kind: 'money', total: true },
    { key: 'open', title: t('figure.open'), width: 132, kind: 'money', total: true },
  ]
  const filters: ListFilter[] = [
    { field: 'project_id', label: t('project'), kind: 'remote', source: projectSource },
    {
      field: 'side',
      label: t('change'),
      kind: 'select',
      options: [
        { value: 'bound', label: t('figure.ordered') },
        { value: 'received', label: t('figure.received') },
      ],
    },
    { field: 'business_date', label: t('business_date'), kind: 'dates' },
    useKnownFilter(),
    ...useDocumentFilter(RESOURCE),
  ]
  return (
    <ListPage<Commitment>
      id="reports.commitments"
      title={t('commitments')}
      resource={RESOURCE}
      columns={columns}
      filters={filters}
      fixed={useFixedProject()}
      defaultSort="-recorded_at"
      searchHint={t('search_commitments')}
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('commitments_empty'), hint: t('commitments_empty_hint') }}
    />
  )
}
