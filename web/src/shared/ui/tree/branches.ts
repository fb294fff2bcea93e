/** A record of a tree: each names the one above it. */
export interface TreeRecord {
  id: string
  code: string
  name: string
  parent_id: string | null
  active: boolean
}

export interface Branch<Row> {
  row: Row
  children: Branch<Row>[]
}

/** Flat rows as a tree, each level by code as lists sort it; a row whose parent is not among them stands at the top. */
export function branches<Row extends TreeRecord>(rows: Row[]): Branch<Row>[] {
  const known = new Set(rows.map((row) => row.id))
  const below = new Map<string | null, Row[]>()
  for (const row of rows.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    const parentId = row.parent_id && known.has(row.parent_id) ? row.parent_id : null
    below.set(parentId, [...(below.get(parentId) ?? []), row])
  }
  const grow = (parentId: string | null): Branch<Row>[] =>
    (below.get(parentId) ?? []).map((row) => ({ row, children: grow(row.id) }))
  return grow(null)
}

/** Only what holds the text, and the way to it. */
export function pruned<Row extends TreeRecord>(tree: Branch<Row>[], text: string): Branch<Row>[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return tree
  return tree.flatMap((branch) => {
    const holds = `${branch.row.code} ${branch.row.name}`.toLowerCase().includes(wanted)
    const children = pruned(branch.children, text)
    return holds || children.length > 0
      ? [{ row: branch.row, children: holds ? branch.children : children }]
      : []
  })
}
