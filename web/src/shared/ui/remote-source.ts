import { getJson, type Page, type Query } from '../lib/api'

/** What a picker offers: `label` is shown once chosen, `hint` beside it in the list. */
export interface Choice<Row = unknown> {
  value: string
  label: string
  hint?: string
  /** Other texts that mean exactly this record when they are pasted or scanned: its code, its barcodes. */
  codes?: string[]
  /** For a flat view of a tree: how deep it lies. */
  depth?: number
  disabled?: boolean
  row: Row
}

/** Where a picker looks: a list resource of the API and how one row of it reads. */
export interface RemoteSource<Row = unknown> {
  /** Part of the cache key; two sources with one key must ask the same. */
  key: string
  path: string
  /** Where one record is, where that is not `path/<id>`: `recordPath/<id>`. */
  recordPath?: string
  query?: Query
  /** How rows are found where the list itself can't be asked with a text; in place of `path`. */
  rows?: (q: string, signal?: AbortSignal) => Promise<Row[]>
  toChoice: (row: Row) => Choice<Row>
}

export async function findChoices<Row>(
  source: RemoteSource<Row>,
  q: string,
  signal?: AbortSignal,
): Promise<Choice<Row>[]> {
  if (source.rows) return (await source.rows(q, signal)).map(source.toChoice)
  const answer = await getJson<Page<Row> | Row[]>(source.path, { ...source.query, q, limit: 20 }, signal)
  return (Array.isArray(answer) ? answer : answer.rows).map(source.toChoice)
}

/** The one record that a pasted or scanned text means: by code or name, or because nothing else is like it. */
export async function findMeant<Row>(source: RemoteSource<Row>, text: string): Promise<Choice<Row> | null> {
  const wanted = text.trim().toLowerCase()
  const choices = await findChoices(source, text.trim())
  const meant = choices.find((choice) =>
    [choice.label, ...(choice.codes ?? [])].some((known) => known.toLowerCase() === wanted),
  )
  return meant ?? (choices.length === 1 ? (choices[0] ?? null) : null)
}

/** One record by id, for a value that came without its name. */
export async function findChoice<Row>(
  source: RemoteSource<Row>,
  id: string,
  signal?: AbortSignal,
): Promise<Choice<Row>> {
  return source.toChoice(await getJson<Row>(`${source.recordPath ?? source.path}/${id}`, {}, signal))
}

/** A source whose rows the holder never looks into: a filter, a label. */
export interface AnySource extends Omit<RemoteSource, 'toChoice'> {
  toChoice: (row: never) => Choice
}

export const loosely = (source: AnySource): RemoteSource => source as RemoteSource
