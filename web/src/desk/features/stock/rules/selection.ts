import type { Schemas } from '@/api'
import type { Query } from '@/shared/lib/api'

export type Balance = Schemas['BalanceOut']
export type Move = Schemas['MoveOut']
export type Batch = Schemas['BatchOut']

/** What stock can be summed up by; without one every place and batch has its own row. */
export const GROUPS = ['item', 'batch', 'warehouse', 'bin', 'owner', 'category', 'holder'] as const
export type Group = (typeof GROUPS)[number]

export const asGroup = (text: string | null): Group | null => GROUPS.find((group) => group === text) ?? null

/** What the server sorts a grouped list by when nobody says otherwise. */
export const SORTED_BY: Record<Group, string> = {
  item: 'item_code',
  batch: 'item_code',
  warehouse: 'warehouse_code',
  bin: 'warehouse_code',
  owner: 'owner_code',
  category: 'category_code',
  holder: 'holder_name',
}

/** The filters that stock and its moves share; the owner of stock is the project of a move. */
const NAMES = {
  item_id: 'item_id',
  warehouse_id: 'warehouse_id',
  bin_id: 'bin_id',
  batch_id: 'batch_id',
  owner_id: 'project_id',
  holder_id: 'holder_id',
} as const

/** The moves that made a row of stock: of what the list is narrowed to, and of what the row is about. */
export function movesOf(row: Partial<Balance>, filters: Record<string, string> = {}): Query {
  return Object.fromEntries(
    Object.entries(NAMES).map(([of, name]) => [name, row[of as keyof typeof NAMES] ?? filters[of]]),
  )
}

/** The stock that a row of groups sums up: within what the list is narrowed to, each place by itself. */
export function stockOf(row: Partial<Balance>, group: Group, filters: Record<string, string> = {}): Query {
  const { group: _, ...others } = filters
  const own = {
    item_id: row.item_id,
    warehouse_id: row.warehouse_id,
    bin_id: row.bin_id,
    batch_id: row.batch_id,
  }
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value))
  if (group === 'owner')
    return { ...others, ...(row.owner_id ? { owner_id: row.owner_id } : { general: 'true' }) }
  if (group === 'holder')
    return { ...others, ...(row.holder_id ? { holder_id: row.holder_id } : { held: 'false' }) }
  if (group === 'category') return { ...others, category_id: row.category_id, group: 'item' }
  return { ...others, ...given }
}
