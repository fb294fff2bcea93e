import { describe, expect, it } from 'vitest'
import { type NodeCost, visibleNodes } from './tree'

const node = (node_id: string, parent_id: string | null): NodeCost => ({
  node_id,
  parent_id,
  code: node_id,
  name: node_id,
  depth: 1,
  own: '0.00',
  total: '0.00',
})
const nodes = [node('a', null), node('a1', 'a'), node('a11', 'a1'), node('b', null)]
const shown = (...folded: string[]) => visibleNodes(nodes, new Set(folded)).map((row) => row.node_id)

describe('visibleNodes', () => {
  it('hides all that lies below a folded node', () => {
    expect(shown()).toEqual(['a', 'a1', 'a11', 'b'])
    expect(shown('a1')).toEqual(['a', 'a1', 'b'])
    expect(shown('a')).toEqual(['a', 'b'])
  })

  it('tells how deep a node stands and whether it can be folded', () => {
    const rows = visibleNodes(nodes, new Set())
    expect(rows.map((row) => [row.level, row.hasChildren])).toEqual([
      [0, true],
      [1, true],
      [2, false],
      [0, false],
    ])
  })
})
