import { describe, expect, it } from 'vitest'
import type { Balance } from './pick-stock'
import {
  inParts,
  kindOfNumbers,
  leftFor,
  numbersIn,
  numbersTwice,
  piecesOf,
  toTellApart,
  withNumbers,
  withPieces,
} from './serial-numbers'
import { notPlaced } from './stock-line'

const pump = (id: string, quantity: string, part = {}) => ({
  id,
  item_id: 'PUMP',
  item_code: 'PUMP',
  item_name: 'Pump',
  item_specification: '',
  item_tracking: 'serial',
  base_unit: 'set',
  quantity,
  entered_quantity: quantity,
  unit: 'set',
  ...notPlaced,
  ...part,
})
const piece = (number: string) =>
  ({
    id: `heap ${number}`,
    batch_id: number,
    batch_no: number,
    quantity: '1',
    bin_id: 'A',
    bin_code: 'A',
  }) as Balance

describe('serial numbers', () => {
  it('are read from rows and cells', () => {
    expect(numbersIn(' P-1 \r\nP-2\tP-3\n\n')).toEqual(['P-1', 'P-2', 'P-3'])
  })

  it('are told where they come twice, also in another line', () => {
    expect(numbersTwice(['1', '2', '1', '3'], ['3'])).toEqual(['1', '3'])
    expect(numbersTwice(['1', '2'], ['3'])).toEqual([])
  })

  it('count whole pieces only', () => {
    const counts = ['3', '3.000000', '1.5', '', '0', '1000', '1001'].map((quantity) => piecesOf({ quantity }))
    expect(counts).toEqual([3, 3, 0, 0, 0, 1000, 0])
  })

  it('are asked for where a line has several pieces, or one without a number', () => {
    const lines = [
      pump('a', '3'),
      pump('b', '1'),
      pump('c', '1', { batch_no: 'P-1' }),
      pump('d', '2', { batch_no: 'P-1' }),
    ]
    expect(toTellApart(lines, ({ batch_no }) => batch_no !== null).map(({ id }) => id)).toEqual([
      'a',
      'b',
      'd',
    ])
  })

  it('make a line each in the place of one', () => {
    const worth = (_line: unknown, index: number, pieces: number) => ({
      worth: inParts('100', pieces)[index],
    })
    const [other, line] = [
      { ...pump('a', '1'), worth: '' },
      { worth: '100', ...pump('b', '3', { entered_quantity: '0.25', unit: 'dozen' }) },
    ]
    const made = withNumbers([line, other], line, ['P-1', 'P-2', 'P-3'], worth)
    expect(made.map((each) => [each.batch_no, each.quantity, each.entered_quantity, each.unit])).toEqual([
      ['P-1', '1', '1', 'set'],
      ['P-2', '1', '1', 'set'],
      ['P-3', '1', '1', 'set'],
      [null, '1', '1', 'set'],
    ])
    expect(made[0]?.id).toBe('b')
    expect(new Set(made.map(({ id }) => id)).size).toBe(4)
    expect(inParts('100', 3)).toEqual(['33.33', '33.34', '33.33'])
  })

  it('are taken from their own heap each', () => {
    const line = pump('a', '2')
    const made = withPieces([line], line, [piece('P-1'), piece('P-2')])
    expect(made.map(({ batch_no, bin_code, on_hand }) => [batch_no, bin_code, on_hand])).toEqual([
      ['P-1', 'A', '1'],
      ['P-2', 'A', '1'],
    ])
  })

  it('are left for a line where no other takes them', () => {
    const lines = [pump('a', '1', { batch_id: 'P-1' }), pump('b', '1')]
    expect(leftFor([piece('P-1'), piece('P-2')], lines[1] ?? pump('', ''), lines)).toEqual([piece('P-2')])
    expect(leftFor([piece('P-1')], lines[0] ?? pump('', ''), lines)).toEqual([piece('P-1')])
  })

  it('give their column its name', () => {
    const kind = (...trackings: string[]) =>
      kindOfNumbers(trackings.map((item_tracking) => ({ item_tracking })))
    expect([kind('none'), kind('none', 'serial'), kind('batch'), kind('batch', 'serial')]).toEqual([
      'batch',
      'serial',
      'batch',
      'both',
    ])
  })
})
