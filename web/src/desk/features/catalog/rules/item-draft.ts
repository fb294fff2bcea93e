import type { Item, ItemInput, UnitConversion } from '@/api'
import { newId } from '@/shared/lib/ids'

export interface ConversionLine extends UnitConversion {
  id: string
}

/** An item while it is edited: its conversions are rows of a grid and need ids of their own. */
export interface ItemDraft extends Item {
  conversions: ConversionLine[]
}

export const newConversion = (): ConversionLine => ({ id: newId(), unit: '', factor: '' })

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
    remark: '',
    active: true,
    in_use: false,
  }
}

export function readItem(item: Item): ItemDraft {
  const conversions = item.conversions.map((conversion) => ({ ...conversion, id: newId() }))
  return { ...item, conversions: conversions.length > 0 ? conversions : [newConversion()] }
}

/** Without the empty rows that the grid shows for typing. */
export function trimItem(item: ItemDraft): ItemDraft {
  const filled = item.conversions.filter(({ unit, factor }) => unit !== '' || factor !== '')
  return { ...item, conversions: filled.length > 0 ? filled : [newConversion()] }
}

export function itemInput(item: ItemDraft): ItemInput {
  const { id: _id, category_name: _name, in_use: _inUse, conversions, ...input } = item
  return {
    ...input,
    weight: item.weight || null,
    volume: item.volume || null,
    conversions: conversions
      .filter(({ unit, factor }) => unit !== '' || factor !== '')
      .map(({ unit, factor }) => ({ unit, factor })),
  }
}
