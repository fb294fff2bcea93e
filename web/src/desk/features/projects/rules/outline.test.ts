import { describe, expect, it } from 'vitest'
import {
  addSibling,
  drop,
  type Edit,
  effective,
  indent,
  insertRows,
  moveBy,
  newRow,
  nextCode,
  numbers,
  type OutlineRow,
  outdent,
  removeRow,
} from './outline'

/** `1a 2b 2c 1d` as rows: level and code. */
const outline = (text: string): OutlineRow[] =>
  text.split(' ').map((word) => newRow({ level: Number(word[0]), code: word.slice(1), name: word.slice(1) }))
const drawn = (edit: Edit | null): string | null =>
  edit && `${edit.rows.map(({ level, code }) => `${level}${code}`).join(' ')} @${edit.row}`

const rows = outline('1a 2b 3c 2d 1e')

describe('outline', () => {
  it('numbers rows by their place', () => {
    expect(numbers(rows)).toEqual(['1', '1.1', '1.1.1', '1.2', '2'])
  })

  it.each([
    [3, '1a 2b 3c 3d 1e @3'],
    [4, '1a 2b 3c 2d 2e @4'],
    [0, null],
    [1, null],
    [2, null],
  ])('indents row %i below the sibling before it', (at, expected) => {
    expect(drawn(indent(rows, at))).toBe(expected)
  })

  it.each([
    [1, '1a 2d 1b 2c 1e @2'],
    [2, '1a 2b 2c 2d 1e @2'],
    [3, '1a 2b 3c 1d 1e @3'],
    [4, null],
  ])('outdents row %i behind its parent', (at, expected) => {
    expect(drawn(outdent(rows, at))).toBe(expected)
  })

  it.each([
    [0, 1, '1e 1a 2b 3c 2d @1'],
    [1, 1, '1a 2d 2b 3c 1e @2'],
    [3, -1, '1a 2d 2b 3c 1e @1'],
    [3, 1, null],
    [1, -1, null],
  ] as const)('moves row %i by %i past a sibling', (at, by, expected) => {
    expect(drawn(moveBy(rows, at, by))).toBe(expected)
  })

  it.each([
    [4, 1, 'before', '1a 2e 2b 3c 2d @1'],
    [1, 4, 'into', '1a 2d 1e 2b 3c @3'],
    [1, 4, 'after', '1a 2d 1e 1b 2c @3'],
    [0, 2, 'into', null],
  ] as const)('drops row %i on row %i: %s', (from, to, place, expected) => {
    expect(drawn(drop(rows, from, to, place))).toBe(expected)
  })

  it('adds a sibling behind what lies below, with the next code', () => {
    expect(drawn(addSibling(outline('1A-09 2x 1A-10'), 0))).toBe('1A-09 2x 1A-11 1A-10 @2')
    expect(nextCode('part', [])).toBe('')
  })

  it('puts pasted rows in the place of an empty one', () => {
    expect(drawn(insertRows([newRow({ level: 2 })], 0, outline('1x 2y')))).toBe('2x 3y @0')
    expect(drawn(insertRows(rows, 3, outline('1x')))).toBe('1a 2b 3c 2d 2x 1e @4')
    expect(drawn(insertRows([], 0, outline('1x')))).toBe('1x @0')
  })

  it('removes a row with all below it', () => {
    expect(drawn(removeRow(rows, 1))).toBe('1a 2d 1e @1')
  })

  it('makes a section of a task that gets rows below it', () => {
    const tasks = outline('1a 1b').map((row) => ({ ...row, node_type: 'task' as const }))
    expect(indent(tasks, 1)?.rows.map((row) => row.node_type)).toEqual(['section', 'task'])
    expect(effective(rows, 0)).toMatchObject({ node_type: 'section', chargeable: false })
    expect(effective(rows, 2)).toMatchObject({ node_type: 'task', chargeable: true, billable: false })
  })
})
