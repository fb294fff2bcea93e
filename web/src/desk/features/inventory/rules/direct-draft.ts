import type { PickedOrderLine, Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'
import { noItem } from '@/shared/ui/lines/item-line'
import { noWork, type ProjectLine } from '@/shared/ui/lines/use-work-columns'
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
import { openPart } from './receipt-draft'

type Answer = Schemas['GoodsIssueOut']
type AnswerLine = Answer['lines'][number]

/** Goods of an order line on their way from the truck to the work. */
export interface DirectLine
  extends Omit<GoodsLine, keyof ProjectLine>,
    ProjectLine,
    Pick<AnswerLine, 'batch_no' | 'production_date' | 'expiry_date' | 'returned_quantity'> {
  order_line_id: string | null
  order_number: string | null
  open_quantity: string
  returnable_quantity: string
  supplier?: Supplier
}

type Supplier = Pick<DirectDraft, 'supplier_id' | 'supplier_code' | 'supplier_name'>

export interface DirectDraft extends GoodsHead, Pick<Answer, 'recipient' | 'delivery_note'> {
  supplier_id: string | null
  supplier_code: string | null
  supplier_name: string | null
  lines: DirectLine[]
}

export const newLine = (): DirectLine => ({
  id: newId(),
  ...noItem,
  ...noPlace,
  ...noCost,
  ...noWork,
  batch_no: null,
  production_date: null,
  expiry_date: null,
  order_line_id: null,
  order_number: null,
  open_quantity: '',
  returned_quantity: '',
  returnable_quantity: '',
  remark: '',
})

export const blankDirect = (id: string, companyId: string): DirectDraft => ({
  ...blankGoods(id, companyId),
  supplier_id: null,
  supplier_code: '',
  supplier_name: '',
  delivery_note: '',
  recipient: '',
  lines: [newLine()],
})

/** The line once its order line is chosen: all that is open, for the work that it was bought for. */
export function withOrderLine(line: DirectLine, ordered: PickedOrderLine | null): DirectLine {
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
    open_quantity: ordered.open_quantity,
    project_id: ordered.project_id,
    project_code: ordered.project_code,
    project_name: ordered.project_name,
    node_id: ordered.node_id,
    node_code: ordered.node_code,
    node_name: ordered.node_name,
    category_id: ordered.category_id,
    category_code: ordered.category_code,
    category_name: ordered.category_name,
    supplier: {
      supplier_id: ordered.supplier_id,
      supplier_code: ordered.supplier_code,
      supplier_name: ordered.supplier_name,
    },
  }
}

/** The delivery with the lines of an order that it has not yet, and with their supplier. */
export function withOrder(direct: DirectDraft, ordered: PickedOrderLine[]): DirectDraft {
  const lineOf = (line: PickedOrderLine) => withOrderLine(newLine(), line)
  const lines = withPicked(direct.lines, ordered, {
    named: ({ order_line_id }) => order_line_id,
    isEmpty,
    lineOf,
  })
  return withSupplier({ ...direct, lines })
}

function withSupplier(direct: DirectDraft): DirectDraft {
  const supplier = direct.lines.find((line) => line.supplier)?.supplier
  return direct.supplier_id === null && supplier ? { ...direct, ...supplier } : direct
}

const isEmpty = (line: DirectLine): boolean => line.order_line_id === null && line.entered_quantity === ''

export const readDirect = (answer: DirectDraft): DirectDraft => ({
  ...answer,
  lines:
    answer.lines.length > 0
      ? answer.lines.map((line) => ({
          ...readSecond(answer.state, line),
          open_quantity: line.open_quantity ?? '',
        }))
      : [newLine()],
})

export const trimDirect = (direct: DirectDraft): DirectDraft =>
  withSupplier({ ...direct, lines: withoutEmpty(direct.lines, isEmpty) })

export const directBody = (direct: DirectDraft) => ({
  ...goodsBody(direct),
  supplier_id: direct.supplier_id,
  delivery_note: direct.delivery_note,
  recipient: direct.recipient,
  lines: direct.lines
    .filter((line) => !isEmpty(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      node_id: line.node_id,
      category_id: line.category_id,
      order_line_id: line.order_line_id,
      batch_no: line.batch_no ?? '',
      production_date: line.production_date || null,
      expiry_date: line.expiry_date || null,
    })),
})
