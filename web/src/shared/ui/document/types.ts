import type { ReactNode } from 'react'
import type { GridColumn, GridLine, ScanOutcome } from '../grid/types'
import type { AnySource, Choice } from '../remote-source'
import type { DocumentSpec, Versioned } from './use-document'

export interface CustomField<T> {
  id: string
  disabled: boolean
  invalid: boolean
  set: (part: Partial<T>) => void
}

interface FieldBase<T> {
  /** The document's field, and the name under which the server may refuse it. */
  name: keyof T & string
  label: string
  required?: boolean
  /** Columns of the form that it takes, of four. */
  span?: 1 | 2 | 3 | 4
  hint?: string
  /** Set while it can't be changed although the document can. */
  locked?: boolean
  /** What the page itself sees wrong in it while it is typed; the server's word comes first. */
  fault?: string | null
}

export type HeadField<T> = FieldBase<T> &
  (
    | { kind: 'text'; maxLength?: number }
    | { kind: 'longtext' }
    | { kind: 'date' }
    | { kind: 'boolean' }
    | {
        kind: 'select'
        options: { value: string; label: string }[]
        /** What else a choice sets. */
        also?: (value: string) => Partial<T>
      }
    | {
        kind: 'remote'
        source: AnySource
        /** The name of what is chosen, where the document carries it. */
        shown?: string | null
        /** What else a choice sets beside the id. */
        choose?: (choice: Choice | null) => Partial<T>
      }
    | { kind: 'readonly'; show: ReactNode }
    | { kind: 'custom'; render: (field: CustomField<T>) => ReactNode }
  )

export interface DocumentAction<T> {
  /** `POST /<docs>/{id}/<verb>` */
  verb: string
  label: string
  grant?: string
  /** States in which it is offered. */
  states: string[]
  /** The next step on the usual way; stands at the right and answers Ctrl Enter. */
  main?: boolean
  danger?: boolean
  /** Further condition, on the document. */
  offered?: (doc: T) => boolean
  /** What it will do, in figures; asked before it is done. */
  figures?: (doc: T) => { label: string; value: ReactNode }[]
  /** A reason must be given; it is sent as `reason`. */
  needsReason?: boolean
  /** What is said holds for the version that was looked at, which is sent as `version`. */
  asSeen?: boolean
  /** The verb makes another document, whose id goes along as `id`: a reversal. */
  makesDocument?: boolean
  /** Record and post at once, `POST /<docs>`. */
  oneStep?: boolean
  /** No verb of this document but the way to the page that takes it further: a receipt of an order. */
  href?: (doc: T) => string
}

export interface DocumentBase<L> extends Versioned {
  number: string | null
  state: string
  lines: L[]
}

export interface DocumentLines<T, L extends GridLine> {
  columns: (doc: T) => GridColumn<L>[]
  newLine: (doc: T, above: L | undefined) => L
  derive?: (line: L, doc: T) => L
  onScan?: (doc: T, code: string, active: number) => Promise<ScanOutcome<L>>
}

export interface DocumentPageProps<T extends DocumentBase<L>, L extends GridLine> {
  spec: DocumentSpec<T>
  id: string
  /** The kind of document, in the reader's language; some tell it by what is in it. */
  title: string | ((doc: T) => string)
  /** Back to here. */
  listHref: string
  /** Who may change it. */
  grant: string
  /** The way of a document that goes well, which may hang on the document: `['draft', 'submitted', 'approved', 'closed']`. */
  steps: string[] | ((doc: T) => string[])
  /** States in which it may be changed; by default draft and rejected. */
  editableIn?: string[]
  fields: (doc: T) => HeadField<T>[]
  lines: DocumentLines<T, L>
  actions: DocumentAction<T>[]
  /** Figures of the whole, beside the number. */
  summary?: (doc: T) => ReactNode
  /** Between head and lines, or below the lines, what only this document has. */
  above?: (doc: T, change: (part: Partial<T>) => void) => ReactNode
  below?: (doc: T) => ReactNode
}
