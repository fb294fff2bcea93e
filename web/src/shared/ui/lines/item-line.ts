import type { PickedItem } from '@/api'
import { evaluate, product } from '../../lib/arithmetic'
import type { UnitOption } from '../grid/types'

/** What every line with goods has of its item. */
export interface ItemLine {
  id: string
  item_id: string | null
  item_code: string
  item_name: string
  item_specification: string
  item_tracking: string
  base_unit: string
  /** In the base unit. */
  quantity: string
  entered_quantity: string
  unit: string
  /** In which its goods are counted too, where the document asks for that. */
  second_unit?: string
}

export const noItem: Omit<ItemLine, 'id'> = {
  item_id: null,
  item_code: '',
  item_name: '',
  item_specification: '',
  item_tracking: 'none',
  base_unit: '',
  quantity: '',
  entered_quantity: '',
  unit: '',
  second_unit: '',
}

/**
 * The units of an item with what one of them holds on a day: of the conversions of one unit that with the latest first
 * day up to it. They come in the order of those days.
 */
export function unitsOn(units: UnitOption[], day: string): UnitOption[] {
  const inForce = units.filter(({ valid_from }) => !valid_from || valid_from <= day)
  return [...new Map(inForce.map((option) => [option.unit, option])).values()]
}

/** The line's fields once an item is chosen. What was entered stays, in its unit where the item has that unit too. */
export function withItem(line: ItemLine, item: PickedItem | null, day: string): Partial<ItemLine> {
  if (!item) return { ...noItem, quantity: line.quantity, entered_quantity: line.entered_quantity }
  const option = unitsOn(item.units, day).find(({ unit }) => unit === line.unit) ?? {
    unit: item.base_unit,
    factor: '1',
  }
  return {
    item_id: item.id,
    item_code: item.code,
    item_name: item.name,
    item_specification: item.specification,
    item_tracking: item.tracking,
    base_unit: item.base_unit,
    second_unit: item.second_unit,
    unit: option.unit,
    quantity: product(line.entered_quantity, option.factor, 6) ?? '',
  }
}

/** The units that the line itself knows of: its item's base unit and the one it was entered in. */
export function unitsWithin(line: ItemLine): UnitOption[] {
  const base = { unit: line.base_unit, factor: '1' }
  if (line.base_unit === '') return []
  if (line.unit === '' || line.unit === line.base_unit) return [base]
  const factor = evaluate(`${line.quantity}/${line.entered_quantity}`)
  return factor === null ? [base] : [base, { unit: line.unit, factor }]
}

/** A code and a name as one text, where there is something to name. */
export const codeAndName = (code: string | null, name: string | null): string =>
  [code, name].filter(Boolean).join(' ')
