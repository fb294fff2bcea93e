import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'
import { StateTag } from '@/shared/ui/state-tag'

type Row = Schemas['PurchaseOrderRow']

export default function OrderListPage() {
  const { t } = useTranslation('procurement')
  const can = useCan()
  const { company, project } = useScope()
  const shared = useDocumentColumns<Row>()
  const create = can('procurement.order') && (
    <Link to="/procurement/orders/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('order.new')}
      </Button>
    </Link>
  )
  return (
    <ListPage<Row>
      id="procurement.orders"
      title={t('order.list')}
      resource="/api/v1/purchase-orders"
      columns={[
        shared.number(),
        shared.state(),
        {
          key: 'received',
          title: t('order.lines_received'),
          width: 140,
          render: (row) => (
            <>
              <StateTag state={row.received} />
              {row.received !== 'none' && `${row.lines_received} / ${row.lines_count}`}
            </>
          ),
        },
        shared.businessDate(),
        shared.supplier(),
        { key: 'expected_on', title: t('order.expected_on'), kind: 'date', width: 110 },
        ...(can('price.read')
          ? [
              { ...shared.amount(), title: t('order.net') },
              { key: 'tax_amount', title: t('order.tax'), kind: 'money' as const, width: 120, total: true },
            ]
          : []),
        shared.createdBy(),
        shared.remark(),
        { ...shared.linesCount(), hidden: true },
        { key: 'currency', title: t('order.currency'), width: 80, hidden: true },
      ]}
      filters={[
        shared.stateFilter(['draft', 'submitted', 'approved', 'closed', 'cancelled']),
        shared.supplierFilter(),
        ...(project ? [] : [shared.projectFilter()]),
        shared.dateFilter(),
      ]}
      fixed={{ company_id: company?.id, project_id: project?.id }}
      defaultSort="-business_date"
      searchHint={t('order.search')}
      rowHref={(row) => `/procurement/orders/${row.id}`}
      actions={create}
      empty={{ title: t('order.empty'), hint: t('order.empty_hint'), action: create }}
    />
  )
}
