import { describe, expect, it } from 'vitest'
import { unitsOn } from './item-line'

describe('units of an item on a day', () => {
  const units = [
    { unit: 't', factor: '1', valid_from: null },
    { unit: 'bar', factor: '0.0237', valid_from: null },
    { unit: 'bar', factor: '0.0235', valid_from: '2026-06-10' },
    { unit: 'coil', factor: '2', valid_from: '2026-06-10' },
  ]
  const told = (day: string) => unitsOn(units, day).map(({ unit, factor }) => `${unit} ${factor}`)

  it('hold what the last conversion up to that day says', () => {
    expect(told('2026-06-09')).toEqual(['t 1', 'bar 0.0237'])
    expect(told('2026-06-10')).toEqual(['t 1', 'bar 0.0235', 'coil 2'])
  })
})
