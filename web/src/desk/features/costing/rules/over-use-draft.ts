import type { Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'
import { noWork, type ProjectLine, workOf } from '@/shared/ui/lines/use-work-columns'
import { blankCostNote } from './cost-note-draft'

type Answer = Schemas['CostNoteOut']
type AnswerLine = Answer['lines'][number]

/** What an employer charges for: a quantity of his goods in their base unit, at an agreed price of one. */
export interface ChargeLine
  extends ProjectLine,
    Pick<
      AnswerLine,
      'item_id' | 'item_code' | 'item_name' | 'base_unit' | 'quantity' | 'price' | 'description'
    > {
  /** Worked out by the server. */
  amount: string | null
}

export interface ChargeDraft extends Omit<Answer, 'lines'> {
  lines: ChargeLine[]
}

export type Work = Partial<Pick<ProjectLine, 'project_id' | 'project_code' | 'project_name'>>

/** A new line is for the same work as the one above. */
export const newLine = (above: ChargeLine | undefined, work: Work = {}): ChargeLine => ({
  id: newId(),
  ...(above ? workOf(above) : { ...noWork, ...work }),
  item_id: null,
  item_code: null,
  item_name: null,
  base_unit: null,
  quantity: null,
  price: null,
  amount: null,
  description: '',
})

export const blankCharge = (id: string, companyId: string, work: Work): ChargeDraft => ({
  ...blankCostNote(id, companyId, work),
  kind: 'over_use',
  lines: [newLine(undefined, work)],
})

export const readCharge = (answer: ChargeDraft): ChargeDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines : [newLine(undefined)],
})

const isEmpty = (line: ChargeLine): boolean => line.item_id === null && !line.quantity

export function trimCharge(note: ChargeDraft): ChargeDraft {
  const lines = note.lines.filter((line) => !isEmpty(line))
  return { ...note, lines: lines.length > 0 ? lines : note.lines.slice(0, 1) }
}

export const chargeBody = (note: ChargeDraft) => ({
  id: note.id,
  version: note.version,
  kind: 'over_use' as const,
  company_id: note.company_id,
  business_date: note.business_date,
  remark: note.remark,
  lines: note.lines
    .filter((line) => !isEmpty(line))
    .map(({ id, project_id, node_id, category_id, item_id, quantity, price, description }) => ({
      id,
      project_id,
      node_id,
      category_id,
      item_id,
      quantity: quantity || null,
      price: price || null,
      description,
    })),
})
