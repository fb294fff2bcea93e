import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { listHref } from '@/shared/lib/document-links'
import { commitmentsHref, stockHref } from '@/shared/lib/ledger-links'
import { useCan } from '@/shared/session/use-me'
import { DocumentLink } from '@/shared/ui/document-link'
import { Quantity } from '@/shared/ui/figures'
import { ListPanel } from '@/shared/ui/list/list-panel'
import type { ListColumn } from '@/shared/ui/list/types'

type Balance = Schemas['BalanceOut']
type OrderLine = Schemas['PurchaseOrderLinePick']

/** What lies in the stores for the project, the dearest first. */
export function ProjectStock({ projectId }: { projectId: string }) {
  const { t } = useTranslation('reports')
  const can = useCan()
  if (!can('inventory.read')) return null
  const columns: ListColumn<Balance>[] = [
    { key: 'item_name', title: t('item'), render: (row) => `${row.item_code} ${row.item_name}` },
    { key: 'warehouse_name', title: t('warehouse'), width: 104 },
    {
      key: 'quantity',
      title: t('quantity'),
      width: 124,
      kind: 'quantity',
      render: (row) => <Quantity value={row.quantity} unit={row.base_unit} />,
    },
    { key: 'value', title: t('value'), width: 116, kind: 'money', total: true },
  ]
  return (
    <ListPanel<Balance>
      title={t('project_stock')}
      resource="/api/v1/stock/balances"
      query={{ owner_id: projectId, sort: '-value' }}
      columns={columns}
      href={stockHref({ owner_id: projectId })}
      empty={t('project_stock_empty')}
    />
  )
}

/** Order lines of the project on which goods are still to come. */
export function OpenOrders({ projectId }: { projectId: string }) {
  const { t } = useTranslation('reports')
  const can = useCan()
  if (!can('procurement.read')) return null
  const orders = listHref('purchase_order')
  const columns: ListColumn<OrderLine>[] = [
    {
      key: 'order_number',
      title: t('order'),
      width: 118,
      render: (row) => <DocumentLink type="purchase_order" id={row.order_id} number={row.order_number} />,
    },
    { key: 'supplier_name', title: t('supplier'), width: 92 },
    { key: 'item_name', title: t('item'), render: (row) => `${row.item_code} ${row.item_name}` },
    {
      key: 'open_quantity',
      title: t('open_quantity'),
      width: 92,
      kind: 'quantity',
      render: (row) => <Quantity value={row.open_quantity} unit={row.base_unit} />,
    },
    { key: 'amount', title: t('line_amount'), width: 108, kind: 'money' },
  ]
  return (
    <ListPanel<OrderLine>
      title={t('open_orders')}
      resource="/api/v1/purchase-order-lines"
      query={{ project_id: projectId, open: true }}
      columns={columns}
      href={
        orders
          ? `${orders}?project_id=${projectId}&state=approved`
          : commitmentsHref({ project_id: projectId })
      }
      empty={t('open_orders_empty')}
    />
  )
}
