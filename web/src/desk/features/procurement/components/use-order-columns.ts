import { useTranslation } from 'react-i18next'
import { useCan } from '@/shared/session/use-me'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { useWorkColumns } from '@/shared/ui/lines/use-work-columns'
import type { OrderDraft, OrderLine } from '../rules/order-draft'

/** An order's lines: what is typed most stands first, what is filled from above behind it. */
export function useOrderColumns(): (order: OrderDraft) => GridColumn<OrderLine>[] {
  const { t } = useTranslation('procurement')
  const can = useCan()
  const items = useItemColumns<OrderLine>()
  const work = useWorkColumns<OrderLine>()
  const projectOf = (line: OrderLine) => line.project_id

  return (order) => {
    const priced = order.version === 0 || can('price.read')
    const money: GridColumn<OrderLine>[] = [
      { kind: 'number', key: 'entered_price', title: t('order.price'), format: 'unit_price', width: 110 },
      {
        kind: 'number',
        key: 'amount',
        title: t('words:amount'),
        format: 'money',
        width: 120,
        total: true,
        faultFields: ['unit_price'],
      },
      { kind: 'number', key: 'tax_rate', title: t('order.tax_rate'), format: 'quantity', width: 80 },
    ]
    const progress: GridColumn<OrderLine>[] = [
      items.inBaseUnit('received_quantity', t('order.received')),
      items.inBaseUnit('open_quantity', t('order.open')),
      { kind: 'readonly', key: 'base_unit', title: t('order.base_unit'), width: 70 },
    ]
    return [
      items.on(order.business_date).item(),
      ...items.specification(order),
      items.on(order.business_date).quantity(),
      ...(order.state === 'draft' || order.state === 'submitted' ? [] : progress),
      ...(priced ? money : []),
      work.project<OrderLine>(),
      work.node(projectOf),
      work.category(projectOf),
      {
        kind: 'number',
        key: 'over_tolerance_percent',
        title: t('order.tolerance'),
        format: 'quantity',
        width: 90,
      },
      { kind: 'date', key: 'expected_on', title: t('order.expected_on') },
      { kind: 'text', key: 'remark', title: t('words:remark') },
    ]
  }
}
