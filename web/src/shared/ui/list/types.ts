import type { ReactNode } from 'react'
import type { AnySource } from '../remote-source'

export type CellKind = 'text' | 'money' | 'quantity' | 'unit_price' | 'date' | 'state' | 'boolean'

export interface ListColumn<Row> {
  /** The row's field, the name to sort by, and what the column is remembered by. */
  key: string
  title: string
  kind?: CellKind
  width?: number
  sortable?: boolean
  /** Not shown until someone chooses it. */
  hidden?: boolean
  /** The sum over the whole selection is `totals[key]` of the answer. */
  total?: boolean
  render?: (row: Row) => ReactNode
  /** The list whose rows make this figure. */
  drill?: (row: Row) => string | null
}

interface FilterBase {
  /** The query parameter. */
  field: string
  label: string
}

export type ListFilter = FilterBase &
  (
    | { kind: 'select'; options: { value: string; label: string }[] }
    | { kind: 'remote'; source: AnySource }
    | { kind: 'text' }
    | { kind: 'boolean' }
    | { kind: 'date' }
    /** Two parameters, `field_from` and `field_to`, both inclusive. */
    | { kind: 'dates' }
  )

export interface ListSelection<Row> {
  rows: Row[]
  clear: () => void
}

export interface ListPageProps<Row extends { id: string }> {
  /** What columns and views are remembered by: `catalog.items`. */
  id: string
  title: string
  /** The list resource: `/api/v1/items`. */
  resource: string
  columns: ListColumn<Row>[]
  filters?: ListFilter[]
  /** `code`, or `-business_date` for the latest first. */
  defaultSort?: string
  /** Parameters that the page fixes and the reader can't change, such as the project of the top bar. */
  fixed?: Record<string, string | null | undefined>
  rowHref?: (row: Row) => string
  searchHint?: string
  /** Buttons of the page; the main one last, at the right. */
  actions?: ReactNode
  /** What can be done with the chosen rows; without it rows can't be chosen. */
  bulk?: (selection: ListSelection<Row>) => ReactNode
  /** Shown when there is nothing at all, before any filter: says what to do next. */
  empty: { title: string; hint?: string; action?: ReactNode }
  /** Off where the server has no `format=xlsx` for this list. */
  exportable?: boolean
}
