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

const tree = branches([row('10', '1'), row('1', null), row('9', '1'), row('2', null), row('91', '9')])

describe('branches', () => {
  it('orders each level by code, figures as figures', () => {
    expect(drawn(tree)).toBe('1(9(91) 10) 2')
  })

  it('keeps rows whose parent is missing', () => {
    expect(drawn(branches([row('5', 'gone')]))).toBe('5')
  })

  it('shows what is looked for with the way to it and all below it', () => {
    expect(drawn(pruned(tree, 'name 9'))).toBe('1(9(91))')
    expect(drawn(pruned(tree, '91'))).toBe('1(9(91))')
    expect(drawn(pruned(tree, 'nowhere'))).toBe('')
  })
})
