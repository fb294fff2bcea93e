import { describe, expect, it } from 'vitest'
import { listSearch, parseListState } from './list-state'
import { listQuery } from './use-list'

describe('list state', () => {
  it('comes back from the address as it went in', () => {
    const state = { q: 'steel', sort: '-name', size: 100, cursor: 'abc', filters: { tracking: 'batch' } }
    expect(parseListState(listSearch(state, 'code'), 'code')).toEqual(state)
  })

  it('keeps what is usual out of the address', () => {
    expect(listSearch(parseListState('', 'code'), 'code')).toBe('')
  })

  it('takes no page size that the list does not offer', () => {
    expect(parseListState('size=100000', 'code').size).toBe(50)
  })

  it('lets the server put the best fit first unless an order was chosen', () => {
    expect(listQuery(parseListState('q=x', 'code'), 'code').sort).toBeUndefined()
    expect(listQuery(parseListState('q=x&sort=-name', 'code'), 'code').sort).toBe('-name')
    expect(listQuery(parseListState('', 'code'), 'code').sort).toBe('code')
  })
})
