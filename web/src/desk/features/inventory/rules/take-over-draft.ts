import type { Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'
import { noItem } from '@/shared/ui/lines/item-line'
import { noWork, type ProjectLine } from '@/shared/ui/lines/use-work-columns'
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
import { leftPart, type PickedIssueLine, warehouseOf } from './return-draft'

type Answer = Schemas['GoodsIssueOut']
type AnswerLine = Answer['lines'][number]

/** Material that some work drew, on its way to other work. */
export interface TakeOverLine
  extends Omit<GoodsLine, keyof ProjectLine>,
    ProjectLine,
    Pick<
      AnswerLine,
      | 'batch_no'
      | 'from_line_id'
      | 'from_issue_number'
      | 'from_line_no'
      | 'from_node_code'
      | 'from_node_name'
      | 'left_quantity'
      | 'returnable_quantity'
    > {}

export interface TakeOverDraft extends GoodsHead, Pick<Answer, 'recipient'> {
  lines: TakeOverLine[]
}

export const newLine = (): TakeOverLine => ({
  id: newId(),
  ...noItem,
  ...noPlace,
  ...noCost,
  ...noWork,
  batch_no: null,
  from_line_id: null,
  from_issue_number: null,
  from_line_no: null,
  from_node_code: null,
  from_node_name: null,
  left_quantity: null,
  returnable_quantity: '',
  remark: '',
})

export const blankTakeOver = (id: string, companyId: string): TakeOverDraft => ({
  ...blankGoods(id, companyId),
  recipient: '',
  lines: [newLine()],
})

/** The line once its issue line is chosen: all that is left there, for work of the same project. */
export function withIssueLine(line: TakeOverLine, drawn: PickedIssueLine | null): TakeOverLine {
  if (!drawn) return { ...newLine(), id: line.id, remark: line.remark }
  return {
    ...line,
    item_id: drawn.item_id,
    item_code: drawn.item_code,
    item_name: drawn.item_name,
    item_specification: drawn.item_specification,
    item_tracking: drawn.item_tracking,
    base_unit: drawn.base_unit,
    second_unit: drawn.second_unit,
    second_quantity: allOf(drawn),
    ...leftPart(drawn),
    batch_no: drawn.batch_no,
    from_line_id: drawn.id,
    from_issue_number: drawn.issue_number,
    from_line_no: drawn.line_no,
    from_node_code: drawn.node_code,
    from_node_name: drawn.node_name,
    left_quantity: drawn.returnable_quantity,
    project_id: drawn.project_id,
    project_code: drawn.project_code,
    project_name: drawn.project_name,
    node_id: null,
    node_code: null,
    node_name: null,
    category_id: drawn.category_id,
    category_code: drawn.category_code,
    category_name: drawn.category_name,
  }
}

/** The document with what is left of an issue and is not on it yet, told in the warehouse that it left. */
export function withIssue(doc: TakeOverDraft, drawn: PickedIssueLine[]): TakeOverDraft {
  const lineOf = (line: PickedIssueLine) => withIssueLine(newLine(), line)
  const lines = withPicked(doc.lines, drawn, { named: ({ from_line_id }) => from_line_id, isEmpty, lineOf })
  return { ...doc, ...(doc.warehouse_id === null && warehouseOf(drawn)), lines }
}

const isEmpty = (line: TakeOverLine): boolean => line.from_line_id === null && line.entered_quantity === ''

export const readTakeOver = (answer: TakeOverDraft): TakeOverDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines.map((line) => readSecond(answer.state, line)) : [newLine()],
})

export const trimTakeOver = (doc: TakeOverDraft): TakeOverDraft => ({
  ...doc,
  lines: withoutEmpty(doc.lines, isEmpty),
})

export const takeOverBody = (doc: TakeOverDraft) => ({
  ...goodsBody(doc),
  recipient: doc.recipient,
  lines: doc.lines
    .filter((line) => !isEmpty(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      node_id: line.node_id,
      category_id: line.category_id,
      from_line_id: line.from_line_id,
    })),
})
