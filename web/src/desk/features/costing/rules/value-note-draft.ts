import type { Schemas } from '@/api'
import { today } from '@/shared/lib/dates'
import { newId } from '@/shared/lib/ids'

type Answer = Schemas['ValueNoteOut']
type AnsweredLine = Schemas['ValueNoteLineOut']
type ReceiptLine = Schemas['ReceiptLineOut']

export type ValueNoteKind = Answer['kind']
export const KINDS: ValueNoteKind[] = [
  'invoice_difference',
  'landed_cost',
  'price_adjustment',
  'exchange_rate',
]
export const BASES: NonNullable<Answer['basis']>[] = ['value', 'quantity', 'weight', 'volume']

export interface ValueNoteLine
  extends Pick<
    AnsweredLine,
    'id' | 'receipt_number' | 'item_code' | 'item_name' | 'supplier_name' | 'base_unit'
  > {
  receipt_id: string | null
  receipt_line_id: string | null
  received_quantity: string
  received_value: string
  open_quantity: string
  open_estimate: string
  worth: string
  quantity: string
  amount: string
  price: string
  change: string
}

export interface ValueNoteDraft extends Omit<Answer, 'lines'> {
  lines: ValueNoteLine[]
}

const noReceipt = {
  receipt_id: null,
  receipt_line_id: null,
  receipt_number: '',
  item_code: '',
  item_name: '',
  supplier_name: '',
  base_unit: '',
  received_quantity: '',
  received_value: '',
  open_quantity: '',
  open_estimate: '',
  worth: '',
}

export const newLine = (): ValueNoteLine => ({
  id: newId(),
  ...noReceipt,
  quantity: '',
  amount: '',
  price: '',
  change: '',
})

/** The fields that a choice of a receipt line sets; an invoice starts with all that is left of it. */
export const RECEIPT_FIELDS: (keyof ValueNoteLine & string)[] = [
  ...(Object.keys(noReceipt) as (keyof typeof noReceipt)[]),
  'quantity',
]

export function withReceiptLine(kind: ValueNoteKind, row: ReceiptLine | null): Partial<ValueNoteLine> {
  if (row === null) return { ...noReceipt, change: '' }
  const { receipt_id, receipt_line_id, receipt_number, item_code, item_name, supplier_name, base_unit } = row
  const { received_quantity, received_value, open_quantity, open_estimate, worth } = row
  return {
    ...{ receipt_id, receipt_line_id, receipt_number, item_code, item_name, supplier_name, base_unit },
    ...{ received_quantity, received_value, open_quantity, open_estimate, worth },
    ...(kind === 'invoice_difference' ? { quantity: open_quantity } : {}),
    change: '',
  }
}

export const blankValueNote = (id: string, companyId: string): ValueNoteDraft => ({
  id,
  number: null,
  state: 'draft',
  version: 0,
  company_id: companyId,
  business_date: today(),
  kind: 'invoice_difference',
  basis: null,
  charge: null,
  rate_before: null,
  rate_after: null,
  party_id: null,
  party_code: null,
  party_name: null,
  reference: '',
  amount: null,
  remark: '',
  created_by: '',
  created_by_name: '',
  created_at: '',
  reverses_id: null,
  reversed_by_id: null,
  lines: [newLine()],
})

/** An answer has null where a line of its kind says nothing; while it is edited that is an empty cell. */
export const readValueNote = (answer: ValueNoteDraft): ValueNoteDraft => ({
  ...answer,
  lines:
    answer.lines.length > 0
      ? answer.lines.map((line) => ({
          ...line,
          quantity: line.quantity ?? '',
          amount: line.amount ?? '',
          price: line.price ?? '',
          change: line.change ?? '',
        }))
      : [newLine()],
})

const isEmpty = (line: ValueNoteLine): boolean =>
  line.receipt_line_id === null && [line.quantity, line.amount, line.price].every((text) => text === '')

export function trimValueNote(note: ValueNoteDraft): ValueNoteDraft {
  const lines = note.lines.filter((line) => !isEmpty(line))
  return { ...note, lines: lines.length > 0 ? lines : note.lines.slice(0, 1) }
}

/** Only what a note of its kind says: what was typed for another kind before stays behind. */
export function valueNoteBody(note: ValueNoteDraft) {
  const { kind } = note
  const landed = kind === 'landed_cost'
  const exchange = kind === 'exchange_rate'
  return {
    version: note.version,
    company_id: note.company_id,
    business_date: note.business_date,
    kind,
    basis: landed ? note.basis : null,
    charge: (landed && note.charge) || null,
    rate_before: (exchange && note.rate_before) || null,
    rate_after: (exchange && note.rate_after) || null,
    party_id: note.party_id,
    reference: note.reference,
    remark: note.remark,
    lines: note.lines
      .filter((line) => !isEmpty(line))
      .map(({ id, receipt_id, receipt_line_id, quantity, amount, price }) => ({
        id,
        receipt_id,
        receipt_line_id,
        quantity: (kind === 'invoice_difference' && quantity) || null,
        amount: ((kind === 'invoice_difference' || exchange) && amount) || null,
        price: (kind === 'price_adjustment' && price) || null,
      })),
  }
}
