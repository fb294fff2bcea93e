import type { Schemas } from '@/api'
import { today } from '@/shared/lib/dates'
import { newId } from '@/shared/lib/ids'
import { type ItemLine, noItem } from '@/shared/ui/lines/item-line'
import { noWork, type WorkLine } from '@/shared/ui/lines/use-work-columns'
import { noEntry, withoutEmpty } from './goods-draft'

type Answer = Schemas['MaterialRequisitionOut']

export interface RequisitionLine extends ItemLine, WorkLine {
  issued_quantity: string
  open_quantity: string
  remark: string
}

export interface RequisitionDraft extends Omit<Answer, 'project_id' | 'warehouse_id' | 'lines'> {
  project_id: string | null
  warehouse_id: string | null
  lines: RequisitionLine[]
}

const { project_id: _id, project_code: _code, project_name: _name, ...noNode } = noWork

/** A new line is for the same work as the one above. */
export const newLine = (above: RequisitionLine | undefined): RequisitionLine => ({
  id: newId(),
  ...noItem,
  ...noNode,
  ...(above && {
    node_id: above.node_id,
    node_code: above.node_code,
    node_name: above.node_name,
    category_id: above.category_id,
    category_code: above.category_code,
    category_name: above.category_name,
  }),
  issued_quantity: '',
  open_quantity: '',
  remark: '',
})

/** Nodes belong to one project, so another project leaves none. */
export const withoutNode = (line: RequisitionLine): RequisitionLine => ({
  ...line,
  node_id: null,
  node_code: null,
  node_name: null,
})

interface Start {
  companyId: string
  project: Partial<Pick<RequisitionDraft, 'project_id' | 'project_code' | 'project_name'>>
}

export const blankRequisition = (id: string, { companyId, project }: Start): RequisitionDraft => ({
  id,
  number: null,
  state: 'draft',
  version: 0,
  company_id: companyId,
  business_date: today(),
  project_id: null,
  project_code: '',
  project_name: '',
  ...project,
  warehouse_id: null,
  warehouse_code: '',
  warehouse_name: '',
  use_place: '',
  needed_on: null,
  lines_count: 0,
  issued: 'none',
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
  lines: [newLine(undefined)],
})

export const readRequisition = (answer: RequisitionDraft): RequisitionDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines : [newLine(undefined)],
})

export const trimRequisition = (doc: RequisitionDraft): RequisitionDraft => ({
  ...doc,
  lines: withoutEmpty(doc.lines),
})

export const requisitionBody = (doc: RequisitionDraft) => ({
  version: doc.version,
  company_id: doc.company_id,
  business_date: doc.business_date,
  project_id: doc.project_id,
  warehouse_id: doc.warehouse_id,
  use_place: doc.use_place,
  needed_on: doc.needed_on || null,
  remark: doc.remark,
  lines: doc.lines
    .filter((line) => !noEntry(line))
    .map(({ id, item_id, entered_quantity, unit, node_id, category_id, remark }) => ({
      id,
      item_id,
      entered_quantity,
      unit,
      node_id,
      category_id,
      remark,
    })),
})
