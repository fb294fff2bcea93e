import { describe, expect, it } from 'vitest'
import { type PricedLine, readPrice, taxOn, withPrice } from './line-price'

const empty: PricedLine = {
  entered_quantity: '',
  entered_price: '',
  amount: '',
  governs: 'price',
  reckoned: { price: '', amount: '' },
}
const enter = (line: PricedLine, part: Partial<PricedLine>): PricedLine => withPrice({ ...line, ...part })
const figures = ({ entered_price, amount, governs }: PricedLine) => [entered_price, amount, governs]

describe('price of a line', () => {
  const priced = enter(enter(empty, { entered_quantity: '3' }), { entered_price: '2.5' })

  it('reckons the amount from the price', () => {
    expect(figures(priced)).toEqual(['2.5', '7.50', 'price'])
  })

  it('lets an entered amount govern', () => {
    expect(figures(enter(priced, { amount: '10' }))).toEqual(['3.333333', '10', 'amount'])
  })

  it('keeps the figure that governs when the quantity changes', () => {
    const byAmount = enter(priced, { amount: '10' })
    expect(figures(enter(byAmount, { entered_quantity: '4' }))).toEqual(['2.5', '10', 'amount'])
    expect(figures(enter(priced, { entered_quantity: '4' }))).toEqual(['2.5', '10.00', 'price'])
  })

  it('goes back to the price once one is entered or the amount is emptied', () => {
    const byAmount = enter(priced, { amount: '10' })
    expect(figures(enter(byAmount, { entered_price: '3' }))).toEqual(['3', '9.00', 'price'])
    expect(figures(enter(byAmount, { amount: '' }))).toEqual(['3.333333', '10.00', 'price'])
  })

  it('waits for a quantity', () => {
    expect(figures(enter(empty, { entered_price: '2' }))).toEqual(['2', '', 'price'])
    expect(figures(enter(empty, { amount: '9' }))).toEqual(['', '9', 'amount'])
    expect(figures(enter(priced, { amount: '9', entered_quantity: '0' }))).toEqual(['', '9', 'amount'])
  })

  it('reads from a stored line what governed', () => {
    const stored = { entered_quantity: '7', entered_price: '14.285714', amount: '100.00' }
    expect(readPrice(stored).governs).toBe('price')
    expect(readPrice({ ...stored, entered_quantity: '7000000', amount: '100000000.00' }).governs).toBe(
      'amount',
    )
  })

  it('rounds tax by line, half up', () => {
    expect(taxOn('0.50', '13')).toBe('0.07')
    expect(taxOn('', '13')).toBe('0')
  })
})
