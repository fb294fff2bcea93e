import { useTranslation } from 'react-i18next'
import { stockHref } from '@/shared/lib/ledger-links'
import { Quantity } from '@/shared/ui/figures'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { itemSource, partySource } from '@/shared/ui/sources'
import { BatchStatusTag } from '../components/batch-status'
import { BATCH_STATUSES } from '../rules/batch-status'
import type { Batch } from '../rules/selection'

export default function BatchListPage() {
  const { t } = useTranslation('stock')
  const columns: ListColumn<Batch>[] = [
    { key: 'number', title: t('batch'), width: 150, sortable: true },
    { key: 'item_code', title: t('item_code'), width: 130, sortable: true },
    { key: 'item_name', title: t('item'), width: 240 },
    { key: 'item_specification', title: t('specification'), width: 160 },
    { key: 'supplier_name', title: t('supplier'), width: 220 },
    { key: 'production_date', title: t('production_date'), width: 110, kind: 'date' },
    { key: 'expiry_date', title: t('expiry_date'), width: 110, kind: 'date', sortable: true },
    {
      key: 'status',
      title: t('batch_status.label'),
      width: 90,
      render: (row) => <BatchStatusTag status={row.status} />,
    },
    {
      key: 'on_hand',
      title: t('on_hand'),
      width: 140,
      kind: 'quantity',
      sortable: true,
      render: (row) => <Quantity value={row.on_hand} unit={row.base_unit} />,
      drill: (row) => stockHref({ batch_id: row.id }),
    },
  ]
  const filters: ListFilter[] = [
    { field: 'item_id', label: t('item'), kind: 'remote', source: itemSource },
    { field: 'supplier_id', label: t('supplier'), kind: 'remote', source: partySource({ role: 'supplier' }) },
    {
      field: 'status',
      label: t('batch_status.label'),
      kind: 'select',
      options: BATCH_STATUSES.map((value) => ({ value, label: t(`batch_status.${value}`) })),
    },
    { field: 'expires', label: t('expiry_date'), kind: 'dates' },
    { field: 'on_hand', label: t('on_hand_only'), kind: 'boolean' },
  ]
  return (
    <ListPage<Batch>
      id="stock.batches"
      title={t('batches')}
      resource="/api/v1/batches"
      columns={columns}
      filters={filters}
      defaultSort="number"
      searchHint={t('search_batches')}
      rowHref={(row) => `/stock/batches/${row.id}`}
      empty={{ title: t('batches_empty'), hint: t('batches_empty_hint') }}
    />
  )
}
