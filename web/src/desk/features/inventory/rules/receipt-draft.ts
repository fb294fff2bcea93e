import type { PickedOrderLine, Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'
import { type ItemLine, noItem } from '@/shared/ui/lines/item-line'
import {
  blankGoods,
  type GoodsHead,
  type GoodsLine,
  goodsBody,
  goodsLineBody,
  noCost,
  noPlace,
  readSecond,
  withoutEmpty,
  withPicked,
} from './goods-draft'

type Answer = Schemas['GoodsReceiptOut']
type AnswerLine = Answer['lines'][number]

export interface ReceiptLine
  extends GoodsLine,
    Pick<AnswerLine, 'batch_no' | 'production_date' | 'expiry_date' | 'ordered_quantity' | 'open_quantity'> {
  order_line_id: string | null
  order_number: string | null
  order_line_no: number | null
  /** Of the order, for the head: whoever picks a line has said whose goods they are. */
  supplier?: Pick<ReceiptDraft, 'supplier_id' | 'supplier_code' | 'supplier_name'>
}

export interface ReceiptDraft
  extends GoodsHead,
    Pick<Answer, 'supplier_code' | 'supplier_name' | 'delivery_note' | 'ownership'> {
  supplier_id: string | null
  lines: ReceiptLine[]
}

export const newLine = (): ReceiptLine => ({
  id: newId(),
  ...noItem,
  ...noPlace,
  ...noCost,
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  batch_no: null,
  production_date: null,
  expiry_date: null,
  order_line_id: null,
  order_number: null,
  order_line_no: null,
  ordered_quantity: '',
  open_quantity: '',
  remark: '',
})

export const blankReceipt = (id: string, companyId: string): ReceiptDraft => ({
  ...blankGoods(id, companyId),
  supplier_id: null,
  supplier_code: '',
  supplier_name: '',
  ownership: 'own',
  delivery_note: '',
  lines: [newLine()],
})

/** What of an order line is still to come: in its own unit while nothing came, else in the base unit. */
export function openPart(ordered: PickedOrderLine): Pick<ItemLine, 'quantity' | 'entered_quantity' | 'unit'> {
  const { open_quantity, quantity, entered_quantity, unit, base_unit } = ordered
  return open_quantity === quantity
    ? { quantity, entered_quantity, unit }
    : { quantity: open_quantity, entered_quantity: open_quantity, unit: base_unit }
}

/** The line once its order line is chosen: all that is open, unless a quantity was typed before. */
export function withOrderLine(line: ReceiptLine, ordered: PickedOrderLine | null): ReceiptLine {
  if (!ordered) return { ...newLine(), id: line.id, remark: line.remark }
  return {
    ...line,
    item_id: ordered.item_id,
    item_code: ordered.item_code,
    item_name: ordered.item_name,
    item_specification: ordered.item_specification,
    item_tracking: ordered.item_tracking,
    base_unit: ordered.base_unit,
    second_unit: ordered.second_unit,
    ...openPart(ordered),
    order_line_id: ordered.id,
    order_number: ordered.order_number,
    order_line_no: ordered.line_no,
    ordered_quantity: ordered.quantity,
    open_quantity: ordered.open_quantity,
    project_code: ordered.project_code,
    project_name: ordered.project_name,
    node_code: ordered.node_code,
    node_name: ordered.node_name,
    supplier: {
      supplier_id: ordered.supplier_id,
      supplier_code: ordered.supplier_code,
      supplier_name: ordered.supplier_name,
    },
  }
}

/** The receipt with the lines of an order that it has not yet, and with their supplier. */
export function withOrder(receipt: ReceiptDraft, ordered: PickedOrderLine[]): ReceiptDraft {
  const lineOf = (line: PickedOrderLine) => withOrderLine(newLine(), line)
  const lines = withPicked(receipt.lines, ordered, {
    named: ({ order_line_id }) => order_line_id,
    isEmpty,
    lineOf,
  })
  return withSupplier({ ...receipt, lines })
}

function withSupplier(receipt: ReceiptDraft): ReceiptDraft {
  const supplier = receipt.lines.find((line) => line.supplier)?.supplier
  return receipt.supplier_id === null && supplier ? { ...receipt, ...supplier } : receipt
}

const isEmpty = (line: ReceiptLine): boolean => line.order_line_id === null && line.entered_quantity === ''

export const readReceipt = (answer: ReceiptDraft): ReceiptDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines.map((line) => readSecond(answer.state, line)) : [newLine()],
})

export const trimReceipt = (receipt: ReceiptDraft): ReceiptDraft =>
  withSupplier({ ...receipt, lines: withoutEmpty(receipt.lines, isEmpty) })

export const receiptBody = (receipt: ReceiptDraft) => ({
  ...goodsBody(receipt),
  supplier_id: receipt.supplier_id,
  delivery_note: receipt.delivery_note,
  lines: receipt.lines
    .filter((line) => !isEmpty(line))
    .map((line) => ({
      ...goodsLineBody(line),
      order_line_id: line.order_line_id,
      batch_no: line.batch_no ?? '',
      production_date: line.production_date || null,
      expiry_date: line.expiry_date || null,
    })),
})
