import { expect, it } from 'vitest'
import { newRow } from './outline'
import { checkOutline } from './outline-check'

it('finds all that is wrong at once', () => {
  const rows = [
    newRow({ id: 'a', code: '1', name: 'x' }),
    newRow({ id: 'b', code: ' 1 ', name: '', level: 3 }),
    newRow({ id: 'c', code: '', name: 'y', level: 4 }),
  ]
  expect(checkOutline(rows).map(({ rowId, key }) => `${rowId} ${key}`)).toEqual([
    'b code_twice',
    'b name_missing',
    'b level_skipped',
    'c code_missing',
  ])
  expect(checkOutline(rows)[0]).toMatchObject({ line: 1 })
})

it('has nothing against an outline that is whole', () => {
  expect(
    checkOutline([newRow({ code: '1', name: 'x' }), newRow({ code: '2', name: 'y', level: 2 })]),
  ).toEqual([])
})
