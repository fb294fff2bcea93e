import type { Schemas } from '@/api'
import { today } from '@/shared/lib/dates'
import { newId } from '@/shared/lib/ids'
import { type ItemLine, noItem } from '@/shared/ui/lines/item-line'
import { noWork, type ProjectLine, workOf } from '@/shared/ui/lines/use-work-columns'
import { type PricedLine, readPrice } from './line-price'

type Answer = Schemas['PurchaseOrderOut']

export interface OrderLine extends ItemLine, ProjectLine, PricedLine {
  tax_rate: string
  over_tolerance_percent: string
  expected_on: string | null
  received_quantity: string
  open_quantity: string
  received_value: string | null
  remark: string
}

/** An order while it is edited. */
export interface OrderDraft extends Omit<Answer, 'supplier_id' | 'lines'> {
  supplier_id: string | null
  lines: OrderLine[]
}

interface Start {
  companyId: string
  project: Partial<Pick<ProjectLine, 'project_id' | 'project_code' | 'project_name'>>
}

/** A new line is for the same work as the one above, at the same tax and by the same day. */
export const newLine = (above: OrderLine | undefined, start?: Start): OrderLine => ({
  id: newId(),
  ...noItem,
  ...(above ? workOf(above) : { ...noWork, ...start?.project }),
  entered_price: '',
  amount: '',
  governs: 'price',
  reckoned: { price: '', amount: '' },
  tax_rate: above?.tax_rate ?? '0',
  over_tolerance_percent: above?.over_tolerance_percent ?? '0',
  expected_on: above?.expected_on ?? null,
  received_quantity: '',
  open_quantity: '',
  received_value: null,
  remark: '',
})

export const blankOrder = (id: string, start: Start): OrderDraft => ({
  id,
  number: null,
  state: 'draft',
  version: 0,
  company_id: start.companyId,
  business_date: today(),
  expected_on: null,
  supplier_id: null,
  supplier_code: '',
  supplier_name: '',
  currency: '',
  amount: null,
  tax_amount: null,
  lines_count: 0,
  lines_received: 0,
  received: 'none',
  remark: '',
  created_by: '',
  created_by_name: '',
  created_at: '',
  rejected_reason: '',
  submitted_by: null,
  submitted_by_name: null,
  submitted_at: null,
  approved_by: null,
  approved_by_name: null,
  approved_at: null,
  lines: [newLine(undefined, start)],
})

/** A line as the server tells it: without prices where the reader may not see them. */
type StoredLine = Omit<OrderLine, 'entered_price' | 'amount' | 'tax_rate' | 'governs' | 'reckoned'> &
  Record<'entered_price' | 'amount' | 'tax_rate', string | null>

function readLine(line: StoredLine): OrderLine {
  const { entered_price, amount, entered_quantity } = line
  const figures = { entered_quantity, entered_price: entered_price ?? '', amount: amount ?? '' }
  return { ...line, ...figures, ...readPrice(figures), tax_rate: line.tax_rate ?? '' }
}

export const readOrder = (answer: OrderDraft): OrderDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines.map(readLine) : [newLine(undefined)],
})

/** Lines in which nothing was entered yet; they are there for typing only. */
const isEmpty = (line: OrderLine): boolean =>
  line.item_id === null && line.entered_quantity === '' && line.entered_price === '' && line.amount === ''

export function trimOrder(order: OrderDraft): OrderDraft {
  const lines = order.lines.filter((line) => !isEmpty(line))
  return { ...order, lines: lines.length > 0 ? lines : order.lines.slice(0, 1) }
}

export const orderBody = (order: OrderDraft) => ({
  version: order.version,
  company_id: order.company_id,
  supplier_id: order.supplier_id,
  business_date: order.business_date,
  expected_on: order.expected_on || null,
  remark: order.remark,
  lines: order.lines.filter((line) => !isEmpty(line)).map(lineBody),
})

const lineBody = (line: OrderLine) => ({
  id: line.id,
  item_id: line.item_id,
  entered_quantity: line.entered_quantity,
  unit: line.unit,
  entered_price: line.governs === 'price' ? line.entered_price || null : null,
  amount: line.governs === 'amount' ? line.amount || null : null,
  tax_rate: line.tax_rate || '0',
  project_id: line.project_id,
  node_id: line.node_id,
  category_id: line.category_id,
  over_tolerance_percent: line.over_tolerance_percent || '0',
  expected_on: line.expected_on || null,
  remark: line.remark,
})
