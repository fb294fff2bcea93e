import type { Schemas } from '@/api'
import { today } from '@/shared/lib/dates'
import type { ItemLine } from '@/shared/ui/lines/item-line'

type Head = Omit<Schemas['MaterialReturnRow'], 'notional'>

/** What the head of every goods document has, while it is edited. */
export interface GoodsHead extends Omit<Head, 'warehouse_id' | 'state'> {
  /** Only a transfer waits for agreement. */
  state: Schemas['StockTransferRow']['state']
  warehouse_id: string | null
  /** By how much more than its amount its goods turned out to be worth. */
  correction?: string | null
}

/** What every line of a goods document has beside its item. */
export interface GoodsLine extends ItemLine {
  bin_id: string | null
  bin_code: string
  project_code: string | null
  project_name: string | null
  node_code: string | null
  node_name: string | null
  unit_cost: string | null
  amount: string | null
  /** How much it is in the item's second unit, told or worked out. */
  second_quantity?: string | null
  second_derived?: boolean
  remark: string
}

export const noPlace = { bin_id: null, bin_code: '' }
export const noCost = { unit_cost: null, amount: null }

export const blankGoods = (id: string, companyId: string): GoodsHead => ({
  id,
  number: null,
  state: 'draft',
  version: 0,
  company_id: companyId,
  business_date: today(),
  posting_date: null,
  warehouse_id: null,
  warehouse_code: '',
  warehouse_name: '',
  projects: '',
  lines_count: 0,
  amount: null,
  remark: '',
  created_by: '',
  created_by_name: '',
  created_at: '',
  reverses_id: null,
  reverses_number: null,
  reversed_by_id: null,
  reversed_by_number: null,
})

/** `id` is what a document recorded at once is known by, `version` what a draft was last seen as. */
export const goodsBody = ({ id, version, company_id, warehouse_id, business_date, remark }: GoodsHead) => ({
  id,
  version,
  company_id,
  warehouse_id,
  business_date,
  remark,
})

/**
 * A line of a draft as it is edited: a second quantity that was worked out, or is what was entered, follows from the
 * quantity anew; only what somebody counted stays. A posted line shows what it has.
 */
export function readSecond<L extends GoodsLine>(state: GoodsHead['state'], line: L): L {
  if (state !== 'draft' || !line.second_quantity) return line
  const { second_derived, second_unit, second_quantity, unit, entered_quantity } = line
  const follows = second_derived || (unit === second_unit && second_quantity === entered_quantity)
  return follows ? { ...line, second_quantity: null, second_derived: false } : line
}

interface CameOf {
  quantity: string
  returnable_quantity: string
  second_quantity: string | null
  second_derived: boolean
}

/** What was counted of goods that go back, where all of them do. */
export const allOf = (line: CameOf): string | null =>
  line.returnable_quantity === line.quantity && !line.second_derived ? line.second_quantity : null

export const goodsLineBody = ({
  id,
  entered_quantity,
  unit,
  second_unit,
  second_quantity,
  bin_id,
  remark,
}: GoodsLine) => ({
  id,
  entered_quantity,
  unit,
  // Of another item, a quantity that was typed before means nothing.
  second_quantity: (second_unit && second_quantity) || null,
  bin_id,
  remark,
})

/** Without the lines in which nothing was entered; one always stays, to type in. */
export function withoutEmpty<L extends ItemLine>(lines: L[], isEmpty: (line: L) => boolean = noEntry): L[] {
  const filled = lines.filter((line) => !isEmpty(line))
  return filled.length > 0 ? filled : lines.slice(0, 1)
}

/** The lines with what was picked and is not among them yet, in the order that it has where it was picked. */
export function withPicked<L extends ItemLine, P extends { id: string; line_no: number }>(
  lines: L[],
  picked: P[],
  {
    named,
    isEmpty,
    lineOf,
  }: { named: (line: L) => string | null; isEmpty: (line: L) => boolean; lineOf: (picked: P) => L },
): L[] {
  const known = new Set(lines.map(named))
  const added = picked
    .filter(({ id }) => !known.has(id))
    .sort((a, b) => a.line_no - b.line_no)
    .map(lineOf)
  const all = [...lines.filter((line) => !isEmpty(line)), ...added]
  return all.length > 0 ? all : lines
}

export const noEntry = (line: ItemLine): boolean => line.item_id === null && line.entered_quantity === ''
