import type { Item, ItemInput, UnitConversion } from '@/api'
import { newId } from '@/shared/lib/ids'

export interface ConversionLine extends UnitConversion {
  id: string
  /** Stock has moved by it, so it stays; another may count from a day on. */
  stands?: boolean
}

/** An item while it is edited: its conversions are rows of a grid and need ids of their own. */
export interface ItemDraft extends Item {
  conversions: ConversionLine[]
  /** Stock was counted in the second unit already. */
  second_unit_stands?: boolean
}

export const newConversion = (): ConversionLine => ({
  id: newId(),
  unit: '',
  factor: '',
  valid_from: null,
})

export function blankItem(id: string): ItemDraft {
  return {
    id,
    version: 0,
    code: '',
    name: '',
    specification: '',
    brand: '',
    category_id: null,
    category_name: null,
    base_unit: '',
    conversions: [newConversion()],
    tracking: 'none',
    valuation_method: 'moving_average',
    barcodes: [],
    weight: null,
    volume: null,
    inspects_on_receipt: false,
    second_unit: '',
    weight_tolerance: null,
    remark: '',
    active: true,
    in_use: false,
  }
}

export function readItem(item: Item): ItemDraft {
  const conversions = item.conversions.map((conversion) => ({
    ...conversion,
    id: newId(),
    stands: item.in_use,
  }))
  return {
    ...item,
    conversions: conversions.length > 0 ? conversions : [newConversion()],
    second_unit_stands: item.in_use && item.second_unit !== '',
  }
}

/** Without the empty rows that the grid shows for typing. */
export function trimItem(item: ItemDraft): ItemDraft {
  const filled = item.conversions.filter(({ unit, factor }) => unit !== '' || factor !== '')
  return { ...item, conversions: filled.length > 0 ? filled : [newConversion()] }
}

export function itemInput(item: ItemDraft): ItemInput {
  const { id: _id, category_name: _name, in_use: _inUse, second_unit_stands: _, conversions, ...input } = item
  return {
    ...input,
    weight: item.weight || null,
    volume: item.volume || null,
    weight_tolerance: item.weight_tolerance || null,
    conversions: conversions
      .filter(({ unit, factor }) => unit !== '' || factor !== '')
      .map(({ unit, factor, valid_from }) => ({ unit, factor, valid_from: valid_from || null })),
  }
}

/** The units that can be an item's second one: those whose conversion counts from the beginning. */
export const secondUnits = (item: ItemDraft): string[] => [
  ...new Set(
    item.conversions.filter(({ unit, valid_from }) => unit !== '' && !valid_from).map(({ unit }) => unit),
  ),
]
