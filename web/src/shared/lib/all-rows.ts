import { getJson, type Page, type Query } from './api'

/** What one answer of a list holds at most; see `limit` in the interface. */
const ROWS_MAX = 200

/** A whole list, page after page: for trees and small grids, which make no sense in parts. */
export async function allRows<Row>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const page: Page<Row> = await getJson(path, { ...query, limit: ROWS_MAX, cursor }, signal)
    rows.push(...page.rows)
    cursor = page.next_cursor
  } while (cursor)
  return rows
}
