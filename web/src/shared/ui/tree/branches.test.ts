import { describe, expect, it } from 'vitest'
import { type Branch, branches, pruned, type TreeRecord } from './branches'

const row = (code: string, parent: string | null): TreeRecord => ({
  id: code,
  code,
  name: `name ${code}`,
  parent_id: parent,
  active: true,
})
const drawn = (tree: Branch<TreeRecord>[]): string =>
  tree
    .map(({ row: { code }, children }) => (children.length ? `${code}(${drawn(children)})` : code))
    .join(' ')

const tree = branches([row('02', '0'), row('0', null), row('01', '0'), row('1', null), row('0101', '01')])

describe('branches', () => {
  it('orders each level by code', () => {
    expect(drawn(tree)).toBe('0(01(0101) 02) 1')
  })

  it('keeps rows whose parent is missing', () => {
    expect(drawn(branches([row('5', 'gone')]))).toBe('5')
  })

  it('shows what is looked for with the way to it and all below it', () => {
    expect(drawn(pruned(tree, 'name 01'))).toBe('0(01(0101))')
    expect(drawn(pruned(tree, '0101'))).toBe('0(01(0101))')
    expect(drawn(pruned(tree, 'nowhere'))).toBe('')
  })
})
