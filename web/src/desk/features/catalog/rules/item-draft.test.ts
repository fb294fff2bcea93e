import { describe, expect, it } from 'vitest'
import { blankItem, itemInput, newConversion, readItem, secondUnits, trimItem } from './item-draft'

describe('item draft', () => {
  const draft = {
    ...blankItem('1'),
    conversions: [{ id: 'a', unit: 'box', factor: '12.5', valid_from: null }, newConversion()],
  }

  it('sends what the server takes, without the row left for typing', () => {
    const input = itemInput(draft)
    expect(input.conversions).toEqual([{ unit: 'box', factor: '12.5', valid_from: null }])
    expect(input).not.toHaveProperty('id')
    expect(input).not.toHaveProperty('in_use')
  })

  it('offers as second unit what counts from the beginning', () => {
    const later = { id: 'b', unit: 'roll', factor: '50', valid_from: '2026-06-10' }
    expect(secondUnits({ ...draft, conversions: [...draft.conversions, later] })).toEqual(['box'])
  })

  it('lets stand what stock was counted by', () => {
    const used = readItem({ ...draft, in_use: true, second_unit: 'box' })
    expect(used.conversions.map(({ stands }) => stands)).toEqual([true, true])
    expect(used.second_unit_stands).toBe(true)
    expect(readItem({ ...draft, in_use: true }).second_unit_stands).toBe(false)
    expect(itemInput(used)).not.toHaveProperty('second_unit_stands')
  })

  it('keeps line numbers when empty rows are taken away before sending', () => {
    expect(trimItem(draft).conversions.map(({ unit }) => unit)).toEqual(['box'])
  })

  it('always leaves a row to type in', () => {
    expect(readItem({ ...draft, conversions: [] }).conversions).toHaveLength(1)
    expect(trimItem({ ...draft, conversions: [newConversion()] }).conversions).toHaveLength(1)
  })
})
