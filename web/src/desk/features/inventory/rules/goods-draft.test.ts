import { describe, expect, it } from 'vitest'
import { goodsLineBody, readSecond } from './goods-draft'
import { newLine } from './scrap-draft'

const line = {
  ...newLine(),
  item_id: 'bars',
  base_unit: 't',
  second_unit: 'bar',
  entered_quantity: '2.351',
  unit: 't',
  second_quantity: '100',
}

describe('second quantity of a line', () => {
  it('stays where somebody counted', () => {
    expect(readSecond('draft', line).second_quantity).toBe('100')
  })

  it('follows from the quantity anew where it was worked out or entered by the piece', () => {
    const derived = { ...line, second_quantity: '99.198312', second_derived: true }
    const byPiece = { ...line, entered_quantity: '100', unit: 'bar' }

    expect(readSecond('draft', derived)).toMatchObject({ second_quantity: null, second_derived: false })
    expect(readSecond('draft', byPiece).second_quantity).toBeNull()
  })

  it('is shown as it is once posted', () => {
    const derived = { ...line, second_quantity: '99.198312', second_derived: true }

    expect(readSecond('posted', derived)).toBe(derived)
  })

  it('is not sent of an item without a second unit', () => {
    expect(goodsLineBody(line).second_quantity).toBe('100')
    expect(goodsLineBody({ ...line, second_unit: '' }).second_quantity).toBeNull()
    expect(goodsLineBody({ ...line, second_quantity: '' }).second_quantity).toBeNull()
  })
})
