import { difference, sum } from '@/shared/lib/arithmetic'
import { taxOn } from './line-price'
import type { OrderDraft } from './order-draft'

export interface OrderFigures {
  net: string
  tax: string
  gross: string
  /** Net value of what has come, and of what is still bound. */
  received: string
  open: string
}

/** What an order comes to, from its lines as they stand; null where its prices are not shown. */
export function orderFigures(order: OrderDraft): OrderFigures | null {
  const { lines } = order
  if (order.version > 0 && order.amount === null) return null
  const net = sum(lines.map(({ amount }) => amount))
  const tax = sum(lines.map(({ amount, tax_rate }) => taxOn(amount, tax_rate)))
  const received = sum(lines.map(({ received_value }) => received_value))
  return { net, tax, gross: sum([net, tax]), received, open: difference(net, received) }
}
