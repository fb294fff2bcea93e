import type { Schemas } from '@/api'

export type NodeCost = Schemas['NodeCostOut']

/** A node as a row of the tree: whether there is something below it, and how far in it stands. */
export interface NodeRow extends NodeCost {
  level: number
  hasChildren: boolean
}

/** The nodes that are seen while some are folded; `nodes` hold parents before their children. */
export function visibleNodes(nodes: NodeCost[], folded: ReadonlySet<string>): NodeRow[] {
  const levels = new Map<string, number>()
  const hidden = new Set<string>()
  const parents = new Set(nodes.map((node) => node.parent_id))
  const rows: NodeRow[] = []
  for (const node of nodes) {
    const parent = node.parent_id
    const level = parent === null ? 0 : (levels.get(parent) ?? 0) + 1
    levels.set(node.node_id, level)
    if (parent !== null && (hidden.has(parent) || folded.has(parent))) hidden.add(node.node_id)
    else rows.push({ ...node, level, hasChildren: parents.has(node.node_id) })
  }
  return rows
}
