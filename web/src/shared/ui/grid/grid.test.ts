import { describe, expect, it } from 'vitest'
import { accept, copiedText, editedText, shownText } from './cells'
import { fromTsv, toTsv } from './clipboard'
import { columnWidths, NUMBER_WIDTH } from './column-widths'
import { readQuantity } from './quantity-entry'
import { nextStop } from './selection'
import type { GridColumn } from './types'

const UNITS = [
  { unit: 'm', factor: '1' },
  { unit: 'box', factor: '12.5' },
  { unit: 'm\u00b2', factor: '0.5' },
]

describe('readQuantity', () => {
  it.each([
    ['12', 'm', { entered: '12', unit: 'm', base: '12.000000' }],
    ['12*9.5', 'box', { entered: '114', unit: 'box', base: '1425.000000' }],
    ['3 box', 'm', { entered: '3', unit: 'box', base: '37.500000' }],
    ['2+1BOX', 'm', { entered: '3', unit: 'box', base: '37.500000' }],
    ['4 m\u00b2', 'm', { entered: '4', unit: 'm\u00b2', base: '2.000000' }],
    ['1,000', '', { entered: '1000', unit: 'm', base: '1000.000000' }],
  ])('reads %s entered in %s', (text, current, entry) => {
    expect(readQuantity(text, UNITS, current)).toEqual(entry)
  })

  it('says whether the number or the unit is wrong', () => {
    expect(readQuantity('abc', UNITS, 'm')).toBe('number')
    expect(readQuantity('1*', UNITS, 'm')).toBe('number')
    expect(readQuantity('5 kg', UNITS, 'm')).toBe('unit')
  })

  it('takes a bare number before the item is known', () => {
    expect(readQuantity('5', [], '')).toEqual({ entered: '5', unit: '', base: '5' })
  })
})

describe('clipboard', () => {
  it('reads what Excel writes', () => {
    expect(fromTsv('a\t1\r\nb\t"two\nlines"\r\n')).toEqual([
      ['a', '1'],
      ['b', 'two\nlines'],
    ])
    expect(fromTsv('"say ""yes"""\tx')).toEqual([['say "yes"', 'x']])
    expect(fromTsv('5" pipe')).toEqual([['5" pipe']])
  })

  it('gives back what it was given', () => {
    const cells = [
      ['a\tb', '"'],
      ['', 'c\nd'],
    ]
    expect(fromTsv(toTsv(cells))).toEqual(cells)
  })
})

describe('nextStop', () => {
  const size = { rows: 2, columns: 3 }
  const notMiddle = ({ column }: { column: number }) => column !== 1

  it('passes cells that take nothing, on to the next row', () => {
    expect(nextStop({ row: 0, column: 0 }, 1, size, notMiddle)).toEqual({ row: 0, column: 2 })
    expect(nextStop({ row: 0, column: 2 }, 1, size, notMiddle)).toEqual({ row: 1, column: 0 })
    expect(nextStop({ row: 1, column: 0 }, -1, size, notMiddle)).toEqual({ row: 0, column: 2 })
  })

  it('ends at the end', () => {
    expect(nextStop({ row: 1, column: 2 }, 1, size, notMiddle)).toBeNull()
    expect(nextStop({ row: 0, column: 0 }, -1, size, notMiddle)).toBeNull()
  })
})

interface Line {
  id: string
  quantity: string
  base: string
  unit: string
  price: string
  day: string | null
}

describe('cells', () => {
  const line: Line = {
    id: '1',
    quantity: '12.500000',
    base: '12.500000',
    unit: 'm',
    price: '1234.500000',
    day: null,
  }
  const price: GridColumn<Line> = { kind: 'number', key: 'price', title: '', format: 'unit_price' }
  const quantity: GridColumn<Line> = {
    kind: 'quantity',
    key: 'quantity',
    title: '',
    unitField: 'unit',
    baseField: 'base',
    units: () => UNITS,
  }

  it('shows separators, copies digits and edits with the unit', () => {
    expect(shownText(price, line)).toBe('1,234.50')
    expect(copiedText(price, line)).toBe('1234.5')
    expect(shownText(quantity, line)).toBe('12.5 m')
    expect(editedText(quantity, line)).toBe('12.5 m')
    expect(copiedText(quantity, line)).toBe('12.5')
  })

  it('keeps entered and base quantity together', () => {
    expect(accept(quantity, line, '2 box')).toEqual({
      change: { quantity: '2', unit: 'box', base: '25.000000' },
    })
    expect(accept(quantity, line, '')).toEqual({ change: { quantity: '', base: '' } })
  })

  it('refuses what it cannot read', () => {
    expect(accept(price, line, 'cheap')).toEqual({ fault: 'number' })
    expect(accept({ kind: 'date', key: 'day', title: '' }, line, '31-31')).toEqual({ fault: 'date' })
    const select: GridColumn<Line> = {
      kind: 'select',
      key: 'unit',
      title: '',
      options: [{ value: 'm', label: 'metre' }],
    }
    expect(accept(select, line, 'metre')).toEqual({ change: { unit: 'm' } })
    expect(accept(select, line, 'mile')).toEqual({ fault: 'option' })
  })
})

describe('columnWidths', () => {
  const columns: GridColumn<Line>[] = [
    { kind: 'text', key: 'unit', title: '', width: 200 },
    { kind: 'number', key: 'price', title: '', width: 100, format: 'money' },
    { kind: 'text', key: 'id', title: '', width: 100 },
  ]
  const sum = (widths: number[]) => widths.reduce((a, b) => a + b, 0)

  it('fills the room and leaves figures as they are', () => {
    const widths = columnWidths(columns, NUMBER_WIDTH + 701)
    expect(sum(widths)).toBe(701)
    expect(widths[1]).toBe(100)
  })

  it('narrows words a little, and scrolls rather than cut them off', () => {
    expect(sum(columnWidths(columns, NUMBER_WIDTH + 340))).toBe(340)
    expect(columnWidths(columns, NUMBER_WIDTH + 250)).toEqual([200, 100, 100])
  })
})
