import type { Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'
import { noItem } from '@/shared/ui/lines/item-line'
import {
  allOf,
  blankGoods,
  type GoodsHead,
  type GoodsLine,
  goodsBody,
  goodsLineBody,
  noCost,
  readSecond,
  withoutEmpty,
} from './goods-draft'
import { notPlaced, type Ownership, type StockLine } from './stock-line'

type Answer = Schemas['SupplierReturnOut']
type AnswerLine = Answer['lines'][number]

export type PickedReceiptLine = Schemas['PickedReceiptLine']

export const SUPPLIER_RETURN_REASONS: readonly Answer['reason'][] = [
  'quality',
  'wrong_item',
  'surplus',
  'other',
]

/** Whether other goods are to come for those that go back. */
export const REPLACEMENTS = ['no', 'yes'] as const

type From = Pick<
  PickedReceiptLine,
  'supplier_id' | 'supplier_code' | 'supplier_name' | 'warehouse_id' | 'warehouse_code' | 'warehouse_name'
>

export interface SupplierReturnLine
  extends GoodsLine,
    StockLine,
    Pick<AnswerLine, 'stock_amount' | 'variance' | 'returnable_quantity'> {
  bin_id: string | null
  bin_code: string
  item_id: string | null
  receipt_line_id: string | null
  receipt_number: string | null
  receipt_line_no: number | null
  replacement: (typeof REPLACEMENTS)[number]
  /** Of the receipt, for the head: whoever picks a line has said whose goods they are and where they came. */
  from?: From
}

export interface SupplierReturnDraft
  extends GoodsHead,
    Pick<Answer, 'reason' | 'ownership' | 'supplier_code' | 'supplier_name'> {
  supplier_id: string | null
  lines: SupplierReturnLine[]
}

export const newLine = (): SupplierReturnLine => ({
  id: newId(),
  ...noItem,
  ...notPlaced,
  ...noCost,
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  receipt_line_id: null,
  receipt_number: null,
  receipt_line_no: null,
  returnable_quantity: '',
  replacement: 'no',
  stock_amount: null,
  variance: null,
  remark: '',
})

export const blankSupplierReturn = (
  id: string,
  companyId: string,
  ownership: Ownership = 'own',
): SupplierReturnDraft => ({
  ...blankGoods(id, companyId),
  ownership,
  supplier_id: null,
  supplier_code: '',
  supplier_name: '',
  reason: ownership === 'own' ? 'quality' : 'surplus',
  lines: [newLine()],
})

/** The line once its receipt line is chosen: all that can go back, out of the bin and the stock that it came to. */
export function withReceiptLine(
  line: SupplierReturnLine,
  received: PickedReceiptLine | null,
): SupplierReturnLine {
  if (!received) return { ...newLine(), id: line.id, remark: line.remark }
  const { quantity, entered_quantity, unit, returnable_quantity, base_unit } = received
  const back =
    returnable_quantity === quantity
      ? { quantity, entered_quantity, unit }
      : { quantity: returnable_quantity, entered_quantity: returnable_quantity, unit: base_unit }
  return {
    ...line,
    item_id: received.item_id,
    item_code: received.item_code,
    item_name: received.item_name,
    item_specification: received.item_specification,
    item_tracking: received.item_tracking,
    base_unit,
    second_unit: received.second_unit,
    second_quantity: allOf(received),
    ...back,
    bin_id: received.bin_id,
    bin_code: received.bin_code,
    batch_id: received.batch_id,
    batch_no: received.batch_no,
    owner_id: received.owner_id,
    owner_code: received.owner_code,
    owner_name: received.owner_name,
    ownership: received.ownership,
    placed: true,
    receipt_line_id: received.id,
    receipt_number: received.receipt_number,
    receipt_line_no: received.line_no,
    returnable_quantity,
    from: {
      supplier_id: received.supplier_id,
      supplier_code: received.supplier_code,
      supplier_name: received.supplier_name,
      warehouse_id: received.warehouse_id,
      warehouse_code: received.warehouse_code,
      warehouse_name: received.warehouse_name,
    },
  }
}

/** The return with what can go back of a receipt and is not on it yet. */
export function withReceipt(doc: SupplierReturnDraft, received: PickedReceiptLine[]): SupplierReturnDraft {
  const known = new Set(doc.lines.map(({ receipt_line_id }) => receipt_line_id))
  const added = received
    .filter(({ id }) => !known.has(id))
    .sort((a, b) => a.line_no - b.line_no)
    .map((line) => withReceiptLine(newLine(), line))
  const lines = [...doc.lines.filter((line) => !isEmpty(line)), ...added]
  return withHead({ ...doc, lines: lines.length > 0 ? lines : doc.lines })
}

/** The return for goods of another property: what was picked of the one before is gone. */
export const ofOwnership = (doc: SupplierReturnDraft, ownership: Ownership): Partial<SupplierReturnDraft> =>
  ownership === doc.ownership
    ? {}
    : { ownership, lines: [newLine()], supplier_id: null, supplier_code: '', supplier_name: '' }

/** The head takes supplier and warehouse from its first line, where nobody chose others. */
function withHead(doc: SupplierReturnDraft): SupplierReturnDraft {
  const from = doc.lines.find((line) => line.from)?.from
  if (!from) return doc
  const { supplier_id, supplier_code, supplier_name, warehouse_id, warehouse_code, warehouse_name } = from
  return {
    ...doc,
    ...(doc.supplier_id === null && { supplier_id, supplier_code, supplier_name }),
    ...(doc.warehouse_id === null && { warehouse_id, warehouse_code, warehouse_name }),
  }
}

const isEmpty = (line: SupplierReturnLine): boolean =>
  line.receipt_line_id === null && line.entered_quantity === ''

/** The server tells of a replacement by yes or no, the grid by a choice of two. */
const asked = (replacement: unknown) => (replacement === true || replacement === 'yes' ? 'yes' : 'no')

export const readSupplierReturn = (answer: SupplierReturnDraft): SupplierReturnDraft => ({
  ...answer,
  lines:
    answer.lines.length > 0
      ? answer.lines.map((line) => ({
          ...readSecond(answer.state, line),
          replacement: asked(line.replacement),
          on_hand: null,
          placed: true,
        }))
      : [newLine()],
})

export const trimSupplierReturn = (doc: SupplierReturnDraft): SupplierReturnDraft =>
  withHead({ ...doc, lines: withoutEmpty(doc.lines, isEmpty) })

export const supplierReturnBody = (doc: SupplierReturnDraft) => ({
  ...goodsBody(doc),
  ownership: doc.ownership,
  // What the employer supplied goes back to him.
  supplier_id: doc.ownership === 'owner_supplied' ? null : doc.supplier_id,
  reason: doc.reason,
  lines: doc.lines
    .filter((line) => !isEmpty(line))
    .map((line) => ({
      ...goodsLineBody(line),
      receipt_line_id: line.receipt_line_id,
      // What is not ours stays whose it is.
      owner_id: doc.ownership === 'own' ? line.owner_id : null,
      // Without a bin the goods lie where the receipt brought them, and are whose they were then.
      from_general: doc.ownership === 'own' && line.bin_id !== null && line.owner_id === null,
      replacement: doc.ownership === 'own' && line.replacement === 'yes',
    })),
})
