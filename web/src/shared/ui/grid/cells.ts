import { evaluate } from '../../lib/arithmetic'
import { parseDay } from '../../lib/dates'
import { formatMoney, formatQuantity, formatUnitPrice, plainDecimal } from '../../lib/decimal'
import { readQuantity } from './quantity-entry'
import type { GridColumn, NumberFormat } from './types'

/** Keys of the grid's texts under `fault`. */
export type EntryFault = 'number' | 'unit' | 'date' | 'option' | 'not_found'

export type Accepted<L> = { change: Partial<L> } | { fault: EntryFault }

const formats: Record<NumberFormat, (value: string) => string> = {
  money: formatMoney,
  quantity: formatQuantity,
  unit_price: formatUnitPrice,
}

const places: Record<NumberFormat, number> = { money: 2, quantity: 6, unit_price: 6 }

const field = <L>(line: L, key: keyof L): string => {
  const value = line[key]
  return value === null || value === undefined ? '' : String(value)
}

// The column says which of the line's fields it sets, so their types are the page's own promise.
const change = <L>(values: Partial<Record<keyof L & string, string | null>>): Accepted<L> => ({
  change: values as Partial<L>,
})

export function numberFormat<L>(column: GridColumn<L>): NumberFormat | null {
  if (column.kind === 'quantity') return 'quantity'
  return column.kind === 'number' || column.kind === 'readonly' ? (column.format ?? null) : null
}

/** What the cell shows. */
export function shownText<L>(column: GridColumn<L>, line: L): string {
  const value = field(line, column.key)
  switch (column.kind) {
    case 'number':
      return formats[column.format](value)
    case 'quantity':
      return value && [formatQuantity(value), field(line, column.unitField)].filter(Boolean).join(' ')
    case 'select':
      return column.options.find((option) => option.value === value)?.label ?? value
    case 'pick':
      return column.show(line)
    case 'readonly':
      return column.show ? column.show(line) : column.format ? formats[column.format](value) : value
    default:
      return value
  }
}

/** What goes to Excel: figures without separators, so that it can reckon with them. */
export function copiedText<L>(column: GridColumn<L>, line: L): string {
  if (column.kind === 'pick') return (column.copy ?? column.show)(line)
  return numberFormat(column) && !(column.kind === 'readonly' && column.show)
    ? plainDecimal(field(line, column.key))
    : shownText(column, line)
}

/** What the editor starts from when a cell is changed rather than typed over. */
export function editedText<L>(column: GridColumn<L>, line: L): string {
  if (column.kind !== 'quantity') return copiedText(column, line)
  const figure = plainDecimal(field(line, column.key))
  return figure && column.units(line).length > 1 ? `${figure} ${field(line, column.unitField)}` : figure
}

/** Takes a typed or pasted text into the line. Picked cells are looked up elsewhere: they need the server. */
export function accept<L>(column: GridColumn<L>, line: L, typed: string): Accepted<L> {
  const text = typed.trim()
  const set = (value: string | null) =>
    change<L>({ [column.key]: value } as Partial<Record<keyof L & string, string | null>>)
  switch (column.kind) {
    case 'number': {
      const value = text === '' ? '' : evaluate(text, places[column.format])
      return value === null ? { fault: 'number' } : set(value)
    }
    case 'quantity':
      return acceptQuantity(column, line, text)
    case 'date': {
      const day = text === '' ? '' : parseDay(text)
      return day === null ? { fault: 'date' } : set(day || null)
    }
    case 'select': {
      if (text === '') return set(null)
      const option = column.options.find(({ value, label }) => value === text || label === text)
      return option ? set(option.value) : { fault: 'option' }
    }
    default:
      return set(text)
  }
}

function acceptQuantity<L>(column: GridColumn<L> & { kind: 'quantity' }, line: L, text: string): Accepted<L> {
  const { key, unitField, baseField } = column
  const values = {} as Partial<Record<keyof L & string, string | null>>
  if (text === '') return change<L>({ ...values, [key]: '', [baseField]: '' })
  const entry = readQuantity(text, column.units(line), field(line, unitField))
  if (typeof entry === 'string') return { fault: entry }
  return change<L>({ ...values, [key]: entry.entered, [unitField]: entry.unit, [baseField]: entry.base })
}

/** The fields that travel with a cell when it is filled down. */
export function fieldsOf<L>(column: GridColumn<L>): (keyof L & string)[] {
  return column.kind === 'pick' ? column.fields : [column.key]
}

export const isEditable = <L>(column: GridColumn<L>, line: L): boolean => {
  if (column.kind === 'readonly') return false
  return typeof column.editable === 'function' ? column.editable(line) : (column.editable ?? true)
}
