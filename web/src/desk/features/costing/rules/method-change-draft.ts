import type { PickedItem, Schemas } from '@/api'
import { today } from '@/shared/lib/dates'
import { newId } from '@/shared/lib/ids'

type Answer = Schemas['MethodChangeOut']
type AnsweredLine = Schemas['MethodChangeLineOut']

export type Method = AnsweredLine['method']
export const METHODS: Method[] = ['moving_average', 'fifo', 'specific_batch']

export interface MethodChangeLine
  extends Omit<AnsweredLine, 'item_id' | 'line_no' | 'quantity' | 'value' | 'before'> {
  item_id: string | null
  before: string
  quantity: string
  value: string
}

export interface MethodChangeDraft extends Omit<Answer, 'lines'> {
  lines: MethodChangeLine[]
}

const noItem = { item_id: null, item_code: '', item_name: '', item_specification: '', base_unit: '' }

const DAY = 24 * 60 * 60 * 1000

/** The fields that the choice of an item sets. */
export const PICKED_FIELDS = Object.keys(noItem) as (keyof typeof noItem)[]

export const newLine = (_change?: MethodChangeDraft, above?: MethodChangeLine): MethodChangeLine => ({
  id: newId(),
  ...noItem,
  method: above?.method ?? 'fifo',
  before: '',
  quantity: '',
  value: '',
})

export const withPicked = (item: PickedItem | null): Partial<MethodChangeLine> =>
  item
    ? {
        item_id: item.id,
        item_code: item.code,
        item_name: item.name,
        item_specification: item.specification,
        base_unit: item.base_unit,
      }
    : noItem

/** What moved today was valued by the old method, so the new one holds from tomorrow on unless said otherwise. */
export const blankMethodChange = (id: string, companyId: string): MethodChangeDraft => ({
  id,
  number: null,
  state: 'draft',
  version: 0,
  company_id: companyId,
  business_date: today(new Date(Date.now() + DAY)),
  remark: '',
  created_by: '',
  created_by_name: '',
  created_at: '',
  reverses_id: null,
  reversed_by_id: null,
  lines: [newLine()],
})

/** A draft's answer has null for what posting sets; in the grid that is an empty cell. */
export const readMethodChange = (answer: MethodChangeDraft): MethodChangeDraft => ({
  ...answer,
  lines:
    answer.lines.length > 0
      ? answer.lines.map((line) => ({
          ...line,
          before: line.before ?? '',
          quantity: line.quantity ?? '',
          value: line.value ?? '',
        }))
      : [newLine()],
})

export function trimMethodChange(change: MethodChangeDraft): MethodChangeDraft {
  const lines = change.lines.filter((line) => line.item_id !== null)
  return { ...change, lines: lines.length > 0 ? lines : change.lines.slice(0, 1) }
}

export const methodChangeBody = (change: MethodChangeDraft) => ({
  version: change.version,
  company_id: change.company_id,
  business_date: change.business_date,
  remark: change.remark,
  lines: change.lines
    .filter((line) => line.item_id !== null)
    .map(({ id, item_id, method }) => ({ id, item_id, method })),
})
