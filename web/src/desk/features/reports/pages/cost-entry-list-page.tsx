import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { explanationHref, projectCostHref } from '@/shared/lib/ledger-links'
import { useFixedProject } from '@/shared/session/fixed-project'
import { DocumentLink } from '@/shared/ui/document-link'
import { Drill } from '@/shared/ui/drill'
import { Money, Quantity } from '@/shared/ui/figures'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { useDocumentFilter } from '@/shared/ui/list/use-document-filter'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { ReadAt } from '@/shared/ui/read-at'
import { costCategorySource, itemSource, projectSource } from '@/shared/ui/sources'
import { anyNodeSource } from '../rules/sources'
import type { CostEntry } from '../rules/statement'

const RESOURCE = '/api/v1/cost-entries'

export default function CostEntryListPage() {
  const { t } = useTranslation('reports')
  const [search] = useSearchParams()
  const projectId = search.get('project_id')
  const columns: ListColumn<CostEntry>[] = [
    { key: 'business_date', title: t('business'), width: 102, kind: 'date', sortable: true },
    { key: 'posting_date', title: t('posting'), width: 94, kind: 'date', sortable: true },
    { key: 'recorded_at', title: t('recorded'), width: 138, kind: 'date', sortable: true },
    {
      key: 'document_number',
      title: t('document'),
      width: 120,
      render: (row) => (
        <DocumentLink type={row.document_type} id={row.document_id} number={row.document_number} />
      ),
    },
    {
      key: 'project_code',
      title: t('project_code'),
      width: 110,
      render: (row) => (
        <span title={row.project_name}>
          <Drill to={projectCostHref(row.project_id)}>{row.project_code}</Drill>
        </span>
      ),
    },
    {
      key: 'node_code',
      title: t('node'),
      width: 104,
      sortable: true,
      render: (row) => `${row.node_code} ${row.node_name}`,
    },
    {
      key: 'category_code',
      title: t('category'),
      width: 118,
      sortable: true,
      render: (row) => `${row.category_code} ${row.category_name}`,
    },
    {
      key: 'item_code',
      title: t('item'),
      width: 164,
      render: (row) => row.item_code && `${row.item_code} ${row.item_name}`,
    },
    {
      key: 'quantity',
      title: t('quantity'),
      width: 105,
      kind: 'quantity',
      total: true,
      render: (row) => <Quantity value={row.quantity} unit={row.base_unit} />,
    },
    {
      key: 'amount',
      title: t('amount'),
      width: 134,
      kind: 'money',
      total: true,
      render: (row) =>
        row.move_id && row.amount !== null ? (
          <Link to={explanationHref(row.move_id)} title={t('explain_cost')}>
            <Money value={row.amount} />
          </Link>
        ) : (
          <Money value={row.amount} />
        ),
    },
  ]
  const filters: ListFilter[] = [
    { field: 'project_id', label: t('project'), kind: 'remote', source: projectSource },
    ...(projectId ? [nodeFilter(t('node'), projectId)] : []),
    { field: 'category_id', label: t('category'), kind: 'remote', source: costCategorySource },
    {
      field: 'material',
      label: t('kind'),
      kind: 'select',
      options: [
        { value: 'true', label: t('figure.material') },
        { value: 'false', label: t('figure.other') },
      ],
    },
    ...(search.has('with_below')
      ? [{ field: 'with_below', label: t('below_too'), kind: 'boolean' as const }]
      : []),
    { field: 'item_id', label: t('item'), kind: 'remote', source: itemSource },
    { field: 'posting_date', label: t('posting_date'), kind: 'dates' },
    { field: 'business_date', label: t('business_date'), kind: 'dates' },
    useKnownFilter(),
    ...useDocumentFilter(RESOURCE),
  ]
  return (
    <ListPage<CostEntry>
      id="reports.cost_entries"
      title={t('cost_entries')}
      resource={RESOURCE}
      columns={columns}
      filters={filters}
      fixed={useFixedProject()}
      defaultSort="-recorded_at"
      searchHint={t('search_entries')}
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('cost_entries_empty'), hint: t('cost_entries_empty_hint') }}
    />
  )
}

const nodeFilter = (label: string, projectId: string): ListFilter => ({
  field: 'node_id',
  label,
  kind: 'remote',
  source: anyNodeSource(projectId),
})
