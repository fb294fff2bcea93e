import type { Schemas } from '@/api'
import { isNegative, isZero } from '@/shared/lib/decimal'
import { newId } from '@/shared/lib/ids'
import { noItem } from '@/shared/ui/lines/item-line'
import { noWork, type ProjectLine, workOf } from '@/shared/ui/lines/use-work-columns'
import {
  blankGoods,
  type GoodsHead,
  type GoodsLine,
  goodsBody,
  goodsLineBody,
  noCost,
  noEntry,
  readSecond,
  withoutEmpty,
} from './goods-draft'
import { type Balance, pickStock, withoutPicks } from './pick-stock'
import { notPlaced, ownershipOf, type StockLine, takenFrom } from './stock-line'

type Answer = Schemas['GoodsIssueOut']
type Requisition = Schemas['MaterialRequisitionOut']

export interface IssueLine extends Omit<GoodsLine, keyof ProjectLine>, ProjectLine, StockLine {
  item_id: string | null
  requisition_line_id: string | null
  /** Why of this batch, though another one expires earlier. */
  batch_reason: string
  /** The issue line of other work that the goods are taken over from; such issues have a page of their own. */
  from_line_id: string | null
  returned_quantity: string
  returnable_quantity: string
}

export interface IssueDraft
  extends GoodsHead,
    Pick<Answer, 'requisition_id' | 'requisition_number' | 'recipient' | 'supplier_id'> {
  lines: IssueLine[]
}

type Work = Partial<Pick<ProjectLine, 'project_id' | 'project_code' | 'project_name'>>

/** A new line is for the same work as the one above. */
export const newLine = (above: IssueLine | undefined, work: Work = {}): IssueLine => ({
  id: newId(),
  ...noItem,
  ...notPlaced,
  ...noCost,
  ...(above ? workOf(above) : { ...noWork, ...work }),
  requisition_line_id: null,
  batch_reason: '',
  from_line_id: null,
  returned_quantity: '',
  returnable_quantity: '',
  remark: '',
})

export const blankIssue = (id: string, companyId: string, work: Work = {}): IssueDraft => ({
  ...blankGoods(id, companyId),
  requisition_id: null,
  requisition_number: null,
  recipient: '',
  supplier_id: null,
  lines: [newLine(undefined, work)],
})

/** The issue with all that a requisition still asks for, taken where it lies. */
export function withRequisition(
  issue: IssueDraft,
  requisition: Requisition,
  stock: Map<string, Balance[]>,
): IssueDraft {
  const { project_id, project_code, project_name } = requisition
  const left = new Map(stock)
  const lines = requisition.lines
    .filter(({ open_quantity }) => !isZero(open_quantity) && !isNegative(open_quantity))
    .flatMap((asked): IssueLine[] => {
      const line: IssueLine = {
        ...newLine(undefined, { project_id, project_code, project_name }),
        item_id: asked.item_id,
        item_code: asked.item_code,
        item_name: asked.item_name,
        item_specification: asked.item_specification,
        item_tracking: asked.item_tracking,
        base_unit: asked.base_unit,
        second_unit: asked.second_unit,
        node_id: asked.node_id,
        node_code: asked.node_code,
        node_name: asked.node_name,
        category_id: asked.category_id,
        category_code: asked.category_code,
        category_name: asked.category_name,
        requisition_line_id: asked.id,
      }
      const there = left.get(asked.item_id) ?? []
      const picks = pickStock(there, { project: project_id }, asked.open_quantity, issue.business_date)
      left.set(asked.item_id, withoutPicks(there, picks))
      const whole = asked.open_quantity === asked.quantity && picks.length <= 1
      // One heap gives all that was asked for: it stays in the unit in which it was asked.
      if (whole) {
        const { quantity, entered_quantity, unit } = asked
        return [{ ...line, quantity, entered_quantity, unit, ...takenFrom(picks[0]?.balance ?? null) }]
      }
      const inBase = (quantity: string) => ({ quantity, entered_quantity: quantity, unit: asked.base_unit })
      if (picks.length === 0) return [{ ...line, ...inBase(asked.open_quantity), ...takenFrom(null) }]
      return picks.map(({ balance, quantity }) => ({
        ...line,
        id: newId(),
        ...inBase(quantity),
        ...takenFrom(balance),
      }))
    })
  return {
    ...issue,
    requisition_id: requisition.id,
    requisition_number: requisition.number,
    warehouse_id: requisition.warehouse_id,
    warehouse_code: requisition.warehouse_code,
    warehouse_name: requisition.warehouse_name,
    lines: lines.length > 0 ? lines : issue.lines,
  }
}

/** The issue on its own again; its lines stay. */
export const withoutRequisition = (issue: IssueDraft): IssueDraft => ({
  ...issue,
  requisition_id: null,
  requisition_number: null,
  lines: issue.lines.map((line) => ({ ...line, requisition_line_id: null })),
})

/** Stored lines have their place; what lies there is looked up only where a place is chosen anew. */
const readLine = (state: IssueDraft['state'], line: IssueLine): IssueLine => ({
  ...readSecond(state, line),
  on_hand: null,
  placed: true,
})

export const readIssue = (answer: IssueDraft): IssueDraft => ({
  ...answer,
  lines:
    answer.lines.length > 0 ? answer.lines.map((line) => readLine(answer.state, line)) : [newLine(undefined)],
})

export const trimIssue = (issue: IssueDraft): IssueDraft => ({ ...issue, lines: withoutEmpty(issue.lines) })

export const issueBody = (issue: IssueDraft) => ({
  ...goodsBody(issue),
  requisition_id: issue.requisition_id,
  recipient: issue.recipient,
  lines: issue.lines
    .filter((line) => !noEntry(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      node_id: line.node_id,
      category_id: line.category_id,
      batch_id: line.batch_id,
      owner_id: line.owner_id,
      ownership: ownershipOf(line),
      requisition_line_id: line.requisition_line_id,
      batch_reason: line.batch_reason,
    })),
})
