import { describe, expect, it } from 'vitest'
import { difference, evaluate, percent, product, sum } from './arithmetic'

describe('evaluate', () => {
  it.each([
    ['12*9.5', '114'],
    ['=(3+4)/2', '3.5'],
    ['1+2*3-4', '3'],
    ['10-2-3', '5'],
    ['-(2+3)', '-5'],
    ['2*-3', '-6'],
    ['1/3', '0.333333'],
    ['2/3', '0.666667'],
    ['0.1+0.2', '0.3'],
    ['1,234,567.50', '1234567.5'],
    ['.5', '0.5'],
    ['3\u00d74\u00f72', '6'],
    ['\uff11\uff12\uff0a\uff13', '36'],
    [' 7 ', '7'],
  ])('%s is %s', (text, value) => {
    expect(evaluate(text)).toBe(value)
  })

  it.each(['', 'abc', '1+', '(1', '1)', '1 2', '2**3', '1/0', '1,23', '1..2', 'alert(1)', '1e5', '()'])(
    '%s is no sum',
    (text) => {
      expect(evaluate(text)).toBeNull()
    },
  )

  it('rounds half up to the places asked for', () => {
    expect(evaluate('0.125', 2)).toBe('0.13')
    expect(evaluate('-0.125', 2)).toBe('-0.13')
  })
})

describe('reckoning', () => {
  it('adds without losing a cent', () => {
    expect(sum(['0.10', '0.20', null, '', '1627584457.29'])).toBe('1627584457.59')
  })

  it('multiplies as the server does', () => {
    expect(product('3', '0.335', 2)).toBe('1.01')
    expect(product('3', null, 2)).toBeNull()
  })

  it('takes differences and shares', () => {
    expect(difference('1.00', '3')).toBe('-2')
    expect(percent('1', '3')).toBe('33.3')
    expect(percent('1', '0')).toBeNull()
  })
})
