import type { Schemas } from '@/api'
import { today } from '@/shared/lib/dates'
import { newId } from '@/shared/lib/ids'
import { noWork, type ProjectLine, workOf } from '@/shared/ui/lines/use-work-columns'

type Answer = Schemas['CostNoteOut']

export interface CostNoteLine extends ProjectLine {
  amount: string
  description: string
  party_id: string | null
  party_code: string | null
  party_name: string | null
}

export interface CostNoteDraft extends Omit<Answer, 'lines'> {
  lines: CostNoteLine[]
}

type Work = Partial<Pick<ProjectLine, 'project_id' | 'project_code' | 'project_name'>>

/** A new line is for the same work as the one above. */
export const newLine = (above: CostNoteLine | undefined, work: Work = {}): CostNoteLine => ({
  id: newId(),
  ...(above ? workOf(above) : { ...noWork, ...work }),
  amount: '',
  description: '',
  party_id: null,
  party_code: null,
  party_name: null,
})

export const blankCostNote = (id: string, companyId: string, work: Work): CostNoteDraft => ({
  id,
  kind: 'cost',
  number: null,
  state: 'draft',
  version: 0,
  company_id: companyId,
  business_date: today(),
  amount: null,
  remark: '',
  created_by: '',
  created_by_name: '',
  created_at: '',
  reverses_id: null,
  reversed_by_id: null,
  lines: [newLine(undefined, work)],
})

export const readCostNote = (answer: CostNoteDraft): CostNoteDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines : [newLine(undefined)],
})

const isEmpty = (line: CostNoteLine): boolean => line.amount === '' && line.description === ''

export function trimCostNote(note: CostNoteDraft): CostNoteDraft {
  const lines = note.lines.filter((line) => !isEmpty(line))
  return { ...note, lines: lines.length > 0 ? lines : note.lines.slice(0, 1) }
}

/** `id` is what a note recorded at once is known by, `version` what a draft was last seen as. */
export const costNoteBody = (note: CostNoteDraft) => ({
  id: note.id,
  version: note.version,
  company_id: note.company_id,
  business_date: note.business_date,
  remark: note.remark,
  lines: note.lines
    .filter((line) => !isEmpty(line))
    .map(({ id, project_id, node_id, category_id, amount, description, party_id }) => ({
      id,
      project_id,
      node_id,
      category_id,
      amount,
      description,
      party_id,
    })),
})
