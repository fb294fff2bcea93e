import { describe, expect, it } from 'vitest'
import { asGroup, movesOf, stockOf } from './selection'

describe('movesOf', () => {
  it('narrows by the row before the filters, and names the owner as the project', () => {
    const row = { item_id: 'steel', warehouse_id: 'w1', owner_id: null }
    const filters = { warehouse_id: 'other', owner_id: 'p1', q: 'x' }
    expect(movesOf(row, filters)).toEqual({
      item_id: 'steel',
      warehouse_id: 'w1',
      bin_id: undefined,
      batch_id: undefined,
      project_id: 'p1',
    })
  })
})

describe('stockOf', () => {
  it('opens what a group sums up, still narrowed as the list was', () => {
    const filters = { group: 'warehouse', owner_id: 'p1' }
    expect(stockOf({ warehouse_id: 'w1' }, 'warehouse', filters)).toEqual({
      owner_id: 'p1',
      warehouse_id: 'w1',
    })
  })

  it('knows stock of no project, and goes from a category to its items', () => {
    expect(stockOf({ owner_id: null }, 'owner')).toEqual({ general: 'true' })
    expect(stockOf({ owner_id: 'p1' }, 'owner')).toEqual({ owner_id: 'p1' })
    expect(stockOf({ category_id: 'c1' }, 'category', { q: 'x' })).toEqual({
      q: 'x',
      category_id: 'c1',
      group: 'item',
    })
  })
})

describe('asGroup', () => {
  it('takes nothing else from an address', () => {
    expect(['bin', 'nonsense', null].map(asGroup)).toEqual(['bin', null, null])
  })
})
