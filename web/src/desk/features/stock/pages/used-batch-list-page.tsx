import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Schemas } from '@/api'
import { useFixedProject } from '@/shared/session/fixed-project'
import { DocumentLink } from '@/shared/ui/document-link'
import { Quantity } from '@/shared/ui/figures'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { useDocumentFilter } from '@/shared/ui/list/use-document-filter'
import { itemSource, nodeSource, partySource, projectSource } from '@/shared/ui/sources'
import { BatchStatusTag } from '../components/batch-status'

type UsedBatch = Schemas['UsedBatchOut']

/** From a project, a node or a document back to the batches behind it, their suppliers and receipts. */
export default function UsedBatchListPage() {
  const { t } = useTranslation('stock')
  const columns: ListColumn<UsedBatch>[] = [
    { key: 'number', title: t('batch'), width: 130, sortable: true },
    { key: 'item_code', title: t('item_code'), width: 110, sortable: true },
    { key: 'item_name', title: t('item'), width: 160 },
    { key: 'item_specification', title: t('specification'), width: 140, hidden: true },
    { key: 'supplier_name', title: t('supplier'), width: 170 },
    { key: 'expiry_date', title: t('expiry_date'), width: 110, kind: 'date', sortable: true },
    {
      key: 'status',
      title: t('batch_status.label'),
      width: 80,
      render: (row) => <BatchStatusTag status={row.status} />,
    },
    {
      key: 'receipts',
      title: t('trace.came_from'),
      width: 190,
      render: (row) =>
        row.origins.map(({ type, id, number }, index) => (
          <span key={id}>
            {index > 0 && ', '}
            <DocumentLink type={type} id={id} number={number} />
          </span>
        )),
    },
    { key: 'drawn', title: t('trace.drawn'), width: 110, kind: 'quantity' },
    {
      key: 'used',
      title: t('trace.used'),
      width: 120,
      kind: 'quantity',
      sortable: true,
      render: (row) => <Quantity value={row.used} unit={row.base_unit} />,
    },
  ]
  return (
    <ListPage<UsedBatch>
      id="stock.used-batches"
      title={t('trace.used_batches')}
      resource="/api/v1/used-batches"
      columns={columns}
      filters={[...useUseFilters(), ...useDocumentFilter('/api/v1/stock/moves')]}
      fixed={useFixedProject()}
      defaultSort="item_code"
      searchHint={t('search_batches')}
      rowHref={(row) => `/stock/batches/${row.id}`}
      empty={{ title: t('trace.used_empty'), hint: t('trace.used_empty_hint') }}
    />
  )
}

/** Nodes are those of a project, so they can be chosen once it is. */
function useUseFilters(): ListFilter[] {
  const { t } = useTranslation('stock')
  const [search] = useSearchParams()
  const projectId = search.get('project_id')
  const nodes: ListFilter[] = projectId
    ? [{ field: 'node_id', label: t('node'), kind: 'remote', source: nodeSource(projectId) }]
    : []
  return [
    { field: 'project_id', label: t('project'), kind: 'remote', source: projectSource },
    ...nodes,
    { field: 'item_id', label: t('item'), kind: 'remote', source: itemSource },
    { field: 'supplier_id', label: t('supplier'), kind: 'remote', source: partySource({ role: 'supplier' }) },
  ]
}
