import { describe, expect, it } from 'vitest'
import { formatMoney, formatQuantity, formatUnitPrice, isNegative, isZero, plainDecimal } from './decimal'

describe('decimal', () => {
  it.each([
    ['1627584457.29', '1,627,584,457.29'],
    ['-68817849.41', '-68,817,849.41'],
    ['999.5', '999.50'],
    ['0', '0.00'],
    ['-0.00', '0.00'],
    ['12345678901234567890.12', '12,345,678,901,234,567,890.12'],
    ['', ''],
    ['n/a', 'n/a'],
  ])('shows money %s as %s', (value, shown) => {
    expect(formatMoney(value)).toBe(shown)
  })

  it.each([
    ['12.500000', '12.5'],
    ['12.000000', '12'],
    ['1234567.000001', '1,234,567.000001'],
    ['007', '7'],
  ])('shows quantity %s as %s and drops no digit', (value, shown) => {
    expect(formatQuantity(value)).toBe(shown)
  })

  it('shows a unit price with two places or as many as it has', () => {
    expect(formatUnitPrice('3.5')).toBe('3.50')
    expect(formatUnitPrice('3.123456')).toBe('3.123456')
  })

  it('knows what is negative and what is nothing', () => {
    expect(isNegative('-0.01')).toBe(true)
    expect(isNegative('-0.00')).toBe(false)
    expect(isZero('0.000000')).toBe(true)
    expect(isZero(null)).toBe(false)
  })

  it('gives an editor digits alone', () => {
    expect(plainDecimal('1234.500000')).toBe('1234.5')
  })
})
