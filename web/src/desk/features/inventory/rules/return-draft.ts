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
  noPlace,
  readSecond,
  withoutEmpty,
  withPicked,
} from './goods-draft'

export type PickedIssueLine = Schemas['PickedIssueLine']

export interface ReturnLine extends GoodsLine {
  batch_no: string | null
  issue_line_id: string | null
  issue_number: string | null
  issue_line_no: number | null
  issued_quantity: string
  returnable_quantity: string
}

export interface ReturnDraft extends GoodsHead {
  /** On paper only: the goods stay on site and are issued again the day after. */
  notional: boolean
  lines: ReturnLine[]
}

export const newLine = (): ReturnLine => ({
  id: newId(),
  ...noItem,
  ...noPlace,
  ...noCost,
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  batch_no: null,
  issue_line_id: null,
  issue_number: null,
  issue_line_no: null,
  issued_quantity: '',
  returnable_quantity: '',
  remark: '',
})

export const blankReturn = (id: string, companyId: string): ReturnDraft => ({
  ...blankGoods(id, companyId),
  notional: false,
  lines: [newLine()],
})

/** The line once its issue line is chosen: all that can come back, in the unit of the issue while nothing has. */
export function withIssueLine(line: ReturnLine, issued: PickedIssueLine | null): ReturnLine {
  if (!issued) return { ...newLine(), id: line.id, remark: line.remark }
  return {
    ...line,
    item_id: issued.item_id,
    item_code: issued.item_code,
    item_name: issued.item_name,
    item_specification: issued.item_specification,
    item_tracking: issued.item_tracking,
    base_unit: issued.base_unit,
    second_unit: issued.second_unit,
    second_quantity: allOf(issued),
    ...leftPart(issued),
    batch_no: issued.batch_no,
    issue_line_id: issued.id,
    issue_number: issued.issue_number,
    issue_line_no: issued.line_no,
    issued_quantity: issued.quantity,
    returnable_quantity: issued.returnable_quantity,
    project_code: issued.project_code,
    project_name: issued.project_name,
    node_code: issued.node_code,
    node_name: issued.node_name,
  }
}

/** The return with what can come back of an issue and is not on it yet, into the warehouse that it left. */
export function withIssue(doc: ReturnDraft, issued: PickedIssueLine[]): ReturnDraft {
  const lineOf = (line: PickedIssueLine) => withIssueLine(newLine(), line)
  const lines = withPicked(doc.lines, issued, {
    named: ({ issue_line_id }) => issue_line_id,
    isEmpty,
    lineOf,
  })
  return { ...doc, ...(doc.warehouse_id === null && warehouseOf(issued)), lines }
}

/** The warehouse that what was issued left. */
export function warehouseOf([first]: PickedIssueLine[]) {
  return (
    first && {
      warehouse_id: first.warehouse_id,
      warehouse_code: first.warehouse_code,
      warehouse_name: first.warehouse_name,
    }
  )
}

/** What of an issue line is left: in its own unit while nothing went, else in the base unit. */
export function leftPart(
  issued: PickedIssueLine,
): Pick<ReturnLine, 'quantity' | 'entered_quantity' | 'unit'> {
  const { quantity, entered_quantity, unit, returnable_quantity, base_unit } = issued
  return returnable_quantity === quantity
    ? { quantity, entered_quantity, unit }
    : { quantity: returnable_quantity, entered_quantity: returnable_quantity, unit: base_unit }
}

const isEmpty = (line: ReturnLine): boolean => line.issue_line_id === null && line.entered_quantity === ''

export const readReturn = (answer: ReturnDraft): ReturnDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines.map((line) => readSecond(answer.state, line)) : [newLine()],
})

export const trimReturn = (doc: ReturnDraft): ReturnDraft => ({
  ...doc,
  lines: withoutEmpty(doc.lines, isEmpty),
})

export const returnBody = (doc: ReturnDraft) => ({
  ...goodsBody(doc),
  notional: doc.notional,
  lines: doc.lines
    .filter((line) => !isEmpty(line))
    .map((line) => ({ ...goodsLineBody(line), issue_line_id: line.issue_line_id })),
})
