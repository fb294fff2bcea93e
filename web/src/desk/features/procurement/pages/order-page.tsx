import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { useOrderActions } from '../components/order-actions'
import { OrderSummary } from '../components/order-summary'
import { useOrderColumns } from '../components/use-order-columns'
import { withPrice } from '../rules/line-price'
import {
  blankOrder,
  newLine,
  type OrderDraft,
  type OrderLine,
  orderBody,
  readOrder,
  trimOrder,
} from '../rules/order-draft'

export default function OrderPage() {
  const { t } = useTranslation('procurement')
  const { id = 'new' } = useParams()
  const { company, project } = useScope()
  const head = useHeadFields<OrderDraft>()
  const items = useItemColumns<OrderLine>()
  const columns = useOrderColumns()
  const actions = useOrderActions()

  const start = {
    companyId: company?.id ?? '',
    project: project ? { project_id: project.id, project_code: project.label, project_name: null } : {},
  }
  const spec: DocumentSpec<OrderDraft> = {
    type: 'purchase_order',
    resource: '/api/v1/purchase-orders',
    blank: (newId) => blankOrder(newId, start),
    read: readOrder,
    trim: trimOrder,
    toBody: orderBody,
  }

  return (
    <DocumentPage<OrderDraft, OrderLine>
      spec={spec}
      id={id}
      title={t('common:document_type.purchase_order')}
      listHref="/procurement/orders"
      grant="procurement.order"
      steps={['draft', 'submitted', 'approved', 'closed']}
      editableIn={['draft']}
      fields={(order) => [
        ...head.company(order),
        head.supplier(order, { span: 2 }),
        head.businessDate(),
        { name: 'expected_on', label: t('order.expected_on'), kind: 'date' },
        head.remark(2),
      ]}
      lines={{
        columns,
        newLine: (_order, above) => newLine(above, start),
        derive: withPrice,
        onScan: (order, code, active) =>
          items.on(order.business_date).onScan(order.lines, code, active, newLine),
      }}
      actions={actions}
      summary={(order) => <OrderSummary order={order} />}
      above={(order) => (
        <>
          {order.state === 'draft' && <LoadItemUnits lines={order.lines} />}
          {order.state === 'draft' && order.rejected_reason !== '' && (
            <Alert type="warning" showIcon title={t('words:rejected', { reason: order.rejected_reason })} />
          )}
        </>
      )}
    />
  )
}
