import { describe, expect, it } from 'vitest'
import { blankItem, itemInput, newConversion, readItem, trimItem } from './item-draft'

describe('item draft', () => {
  const draft = {
    ...blankItem('1'),
    conversions: [{ id: 'a', unit: 'box', factor: '12.5' }, newConversion()],
  }

  it('sends what the server takes, without the row left for typing', () => {
    const input = itemInput(draft)
    expect(input.conversions).toEqual([{ unit: 'box', factor: '12.5' }])
    expect(input).not.toHaveProperty('id')
    expect(input).not.toHaveProperty('in_use')
  })

  it('keeps line numbers when empty rows are taken away before sending', () => {
    expect(trimItem(draft).conversions.map(({ unit }) => unit)).toEqual(['box'])
  })

  it('always leaves a row to type in', () => {
    expect(readItem({ ...draft, conversions: [] }).conversions).toHaveLength(1)
    expect(trimItem({ ...draft, conversions: [newConversion()] }).conversions).toHaveLength(1)
  })
})
