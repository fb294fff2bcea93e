import { createElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useMe } from '@/shared/session/use-me'
import type { DocumentAction } from '@/shared/ui/document/types'
import { Money } from '@/shared/ui/figures'
import type { OrderDraft } from '../rules/order-draft'
import { orderFigures } from '../rules/order-figures'

/** What can be done with an order, and what it will do, in figures. */
export function useOrderActions(): DocumentAction<OrderDraft>[] {
  const { t } = useTranslation('procurement')
  const me = useMe().person.id
  const can = useCan()

  const mine = (order: OrderDraft) => [order.created_by, order.submitted_by].includes(me)
  const nothingCame = (order: OrderDraft) => order.received === 'none'
  const money = (label: string, value: string | undefined) =>
    value === undefined ? [] : [{ label, value: createElement(Money, { value }) }]
  const whole = (order: OrderDraft) => [
    { label: t('words:supplier'), value: order.supplier_name },
    { label: t('words:lines_count'), value: String(order.lines.filter(({ item_id }) => item_id).length) },
    ...money(t('order.gross'), orderFigures(order)?.gross),
  ]
  const freed = (order: OrderDraft) => [
    { label: t('order.lines_received'), value: `${order.lines_received} / ${order.lines.length}` },
    ...money(t('order.received_value'), orderFigures(order)?.received),
    ...money(t('order.freed'), orderFigures(order)?.open),
  ]

  return [
    {
      verb: 'cancel',
      label: t('order.cancel'),
      grant: 'procurement.close',
      states: ['draft', 'approved'],
      danger: true,
      offered: (order) => order.number !== null && nothingCame(order),
      figures: freed,
    },
    {
      verb: 'close',
      label: t('order.close'),
      grant: 'procurement.close',
      states: ['approved'],
      figures: freed,
    },
    {
      verb: 'withdraw',
      label: t('order.withdraw'),
      grant: 'procurement.order',
      states: ['submitted'],
      offered: mine,
    },
    {
      verb: 'reject',
      label: t('order.reject'),
      grant: 'procurement.approve',
      states: ['submitted'],
      danger: true,
      needsReason: true,
      figures: whole,
    },
    {
      verb: 'submit',
      label: t('order.submit'),
      grant: 'procurement.order',
      states: ['draft'],
      main: true,
      figures: whole,
    },
    {
      verb: 'approve',
      label: t('order.approve'),
      grant: 'procurement.approve',
      states: ['submitted'],
      main: true,
      offered: (order) => !mine(order),
      figures: whole,
    },
    {
      verb: 'receive',
      label: t('order.receive'),
      grant: 'inventory.receive',
      states: ['approved'],
      main: true,
      offered: (order) => order.received !== 'fully' && can('inventory.read'),
      href: (order) => `/inventory/receipts/new?order=${order.id}`,
    },
    {
      verb: 'deliver',
      label: t('order.deliver'),
      grant: 'inventory.issue',
      states: ['approved'],
      offered: (order) => order.received !== 'fully' && can('inventory.read') && can('inventory.receive'),
      href: (order) => `/inventory/direct/new?order=${order.id}`,
    },
  ]
}
