import { evaluate, product } from '../../lib/arithmetic'
import type { UnitOption } from './types'

export interface QuantityEntry {
  entered: string
  unit: string
  base: string
}

export type QuantityFault = 'number' | 'unit'

const REST =
  /[^\d\s.,+\-*/()=\u00d7\u00f7\uff0b\uff0d\uff0a\uff0f\uff08\uff09\uff1d\uff10-\uff19\uff0e\uff0c]/

/**
 * What `12*9.5 box` means for an item: a sum, then a unit of the item or none for the current one.
 *
 * Units: `entered` in `unit`, `base` in the item's base unit, both with at most six places, half up.
 */
export function readQuantity(
  text: string,
  units: UnitOption[],
  current: string,
): QuantityEntry | QuantityFault {
  const split = text.search(REST)
  const named = split < 0 ? '' : text.slice(split).trim()
  const entered = evaluate(split < 0 ? text : text.slice(0, split))
  if (entered === null) return 'number'

  const wanted = (named || current).toLowerCase()
  const option = units.find((one) => one.unit.toLowerCase() === wanted) ?? (named ? undefined : units[0])
  if (!option) return named || units.length > 0 ? 'unit' : { entered, unit: current, base: entered }
  return { entered, unit: option.unit, base: product(entered, option.factor, 6) ?? entered }
}
