import type { Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'

export type WbsNode = Schemas['WbsNodeOut']
export type Flag = 'plannable' | 'chargeable' | 'billable'

/** A row of the outline. What is null is left to the server: a section where rows lie below, else a task. */
export interface OutlineRow {
  id: string
  code: string
  name: string
  /** 1 at the top. */
  level: number
  node_type: WbsNode['node_type'] | null
  plannable: boolean | null
  chargeable: boolean | null
  billable: boolean | null
}

/** The rows after a change and where the eye should be. */
export interface Edit {
  rows: OutlineRow[]
  row: number
}

export const newRow = (part: Partial<OutlineRow> = {}): OutlineRow => ({
  id: newId(),
  code: '',
  name: '',
  level: 1,
  node_type: null,
  plannable: null,
  chargeable: null,
  billable: null,
  ...part,
})

export function outlineOf(nodes: WbsNode[]): OutlineRow[] {
  return nodes.map(({ id, code, name, depth, node_type, plannable, chargeable, billable }) => ({
    id,
    code,
    name,
    level: depth,
    node_type,
    plannable,
    chargeable,
    billable,
  }))
}

export const isBlank = (row: OutlineRow): boolean => row.code.trim() === '' && row.name.trim() === ''

export const hasChildren = (rows: OutlineRow[], at: number): boolean =>
  levelAt(rows, at + 1) > levelAt(rows, at)

/** What the row is and takes, with what the server will settle. */
export function effective(
  rows: OutlineRow[],
  at: number,
): Record<Flag, boolean> & { node_type: WbsNode['node_type'] } {
  const row = rows[at]
  const node_type = row?.node_type ?? (hasChildren(rows, at) ? 'section' : 'task')
  const works = node_type === 'task'
  return {
    node_type,
    plannable: row?.plannable ?? works,
    chargeable: row?.chargeable ?? works,
    billable: row?.billable ?? false,
  }
}

/** Outline numbers such as 1.2.3, as the rows stand. */
export function numbers(rows: OutlineRow[]): string[] {
  const counters: number[] = []
  return rows.map(({ level }) => {
    counters.length = level
    counters[level - 1] = (counters[level - 1] ?? 0) + 1
    return Array.from(counters, (count) => count ?? 1).join('.')
  })
}

/** Where what lies below a row ends. */
export function subtreeEnd(rows: OutlineRow[], at: number): number {
  let end = at + 1
  while (end < rows.length && levelAt(rows, end) > levelAt(rows, at)) end += 1
  return end
}

/** One level down, below the sibling before it. */
export function indent(rows: OutlineRow[], at: number): Edit | null {
  if (at === 0 || levelAt(rows, at - 1) < levelAt(rows, at)) return null
  const end = subtreeEnd(rows, at)
  return edit(
    rows.map((row, index) => (index >= at && index < end ? { ...row, level: row.level + 1 } : row)),
    at,
  )
}

/** One level up, behind all that is left below its parent. */
export function outdent(rows: OutlineRow[], at: number): Edit | null {
  const parent = parentOf(rows, at)
  if (parent === null) return null
  const end = subtreeEnd(rows, at)
  const moved = rows.slice(at, end).map((row) => ({ ...row, level: row.level - 1 }))
  const place = subtreeEnd(rows, parent) - moved.length
  return edit(rows.toSpliced(at, end - at).toSpliced(place, 0, ...moved), place)
}

/** Past the sibling before or behind it, with all that lies below. */
export function moveBy(rows: OutlineRow[], at: number, by: 1 | -1): Edit | null {
  const end = subtreeEnd(rows, at)
  const moved = rows.slice(at, end)
  if (by === 1) {
    if (end >= rows.length || levelAt(rows, end) !== levelAt(rows, at)) return null
    const place = subtreeEnd(rows, end) - moved.length
    return edit(rows.toSpliced(at, end - at).toSpliced(place, 0, ...moved), place)
  }
  let before = at - 1
  while (before >= 0 && levelAt(rows, before) > levelAt(rows, at)) before -= 1
  if (before < 0 || levelAt(rows, before) !== levelAt(rows, at)) return null
  return edit(rows.toSpliced(at, end - at).toSpliced(before, 0, ...moved), before)
}

export type DropPlace = 'before' | 'into' | 'after'

/** Dragged to another row: before it, behind it, or last below it. */
export function drop(rows: OutlineRow[], from: number, to: number, place: DropPlace): Edit | null {
  const end = subtreeEnd(rows, from)
  if (to >= from && to < end) return null
  const level = levelAt(rows, to) + (place === 'into' ? 1 : 0)
  const moved = rows
    .slice(from, end)
    .map((row) => ({ ...row, level: row.level - levelAt(rows, from) + level }))
  const wanted = place === 'before' ? to : subtreeEnd(rows, to)
  const at = wanted > from ? wanted - moved.length : wanted
  return edit(rows.toSpliced(from, end - from).toSpliced(at, 0, ...moved), at)
}

/** A new row behind this one and all below it, with the code that follows. */
export function addSibling(rows: OutlineRow[], at: number): Edit {
  const above = rows[at]
  const place = above ? subtreeEnd(rows, at) : rows.length
  const row = newRow({ level: above?.level ?? 1, code: nextCode(above?.code ?? '', rows) })
  return edit(rows.toSpliced(place, 0, row), place)
}

/** Rows such as pasted ones, behind a row and at its level; an empty row gives way to them. */
export function insertRows(rows: OutlineRow[], at: number, added: OutlineRow[]): Edit {
  const here = rows[at]
  const gives = here !== undefined && isBlank(here) && !hasChildren(rows, at)
  const place = here ? (gives ? at : subtreeEnd(rows, at)) : rows.length
  const top = here?.level ?? 1
  const shifted = added.map((row) => ({ ...row, level: row.level + top - 1 }))
  return edit(rows.toSpliced(place, gives ? 1 : 0, ...shifted), place)
}

/** Takes a row away with all below it. */
export function removeRow(rows: OutlineRow[], at: number): Edit {
  const rest = rows.toSpliced(at, subtreeEnd(rows, at) - at)
  return edit(rest, Math.max(0, Math.min(at, rest.length - 1)))
}

/** The first free code after this one, counting its last figure up: `A-09` → `A-10`. */
export function nextCode(code: string, rows: OutlineRow[]): string {
  const [, stem = '', figure = ''] = /^(.*?)(\d+)$/.exec(code) ?? []
  if (figure === '') return ''
  const taken = new Set(rows.map((row) => row.code))
  for (let next = Number(figure) + 1; ; next += 1) {
    const candidate = stem + String(next).padStart(figure.length, '0')
    if (!taken.has(candidate)) return candidate
  }
}

/** What is sent: rows that hold nothing are left out. */
export const outlineLines = (rows: OutlineRow[]): Schemas['OutlineLineIn'][] =>
  rows.map(({ id, code, name, level, node_type, plannable, chargeable, billable }) => ({
    id,
    code,
    name,
    level,
    node_type,
    plannable,
    chargeable,
    billable,
  }))

function levelAt(rows: OutlineRow[], at: number): number {
  return rows[at]?.level ?? 0
}

function parentOf(rows: OutlineRow[], at: number): number | null {
  let parent = at - 1
  while (parent >= 0 && levelAt(rows, parent) >= levelAt(rows, at)) parent -= 1
  return parent >= 0 ? parent : null
}

/** A task takes nothing below it, so what gets rows below it becomes a section. */
function edit(rows: OutlineRow[], row: number): Edit {
  const fit = rows.map((one, at) =>
    one.node_type === 'task' && hasChildren(rows, at) ? { ...one, node_type: 'section' as const } : one,
  )
  return { rows: fit, row }
}
