import type { AnySource, Choice } from '../remote-source'

export interface GridLine {
  id: string
}

export interface UnitOption {
  /** Code of the unit, as the document carries it. */
  unit: string
  /** Base units in one of these: `12.5` for a box of 12.5 m. */
  factor: string
  /** The first day on which it counts; always, where there is none. */
  valid_from?: string | null
}

export type NumberFormat = 'money' | 'quantity' | 'unit_price'

interface ColumnBase<L> {
  /** The line's field that the cell shows, and that a refusal names. */
  key: keyof L & string
  title: string
  width?: number
  /** Whether the cell takes entries; by default yes. */
  editable?: boolean | ((line: L) => boolean)
  /** Other names under which the server may refuse this cell. */
  faultFields?: string[]
  /** Adds up in the foot of the grid. */
  total?: boolean
}

export type GridColumn<L> = ColumnBase<L> &
  (
    | { kind: 'text' }
    | { kind: 'date' }
    | { kind: 'number'; format: NumberFormat }
    /** Entered in any unit of the item; `baseField` gets the same in the base unit. */
    | {
        kind: 'quantity'
        unitField: keyof L & string
        baseField: keyof L & string
        units: (line: L) => UnitOption[]
      }
    | { kind: 'select'; options: { value: string; label: string }[] }
    | PickKind<L>
    | {
        kind: 'readonly'
        show?: (line: L) => string
        format?: NumberFormat
        /** The page that tells what the cell shows in full. */
        href?: (line: L) => string
      }
  )

/** Chosen from a list of the server: items, projects, nodes, bins. */
export interface PickKind<L> {
  kind: 'pick'
  /** Null where there is nothing to choose yet: a node before its project. */
  source: (line: L) => AnySource | null
  /** What the cell shows of what was chosen. */
  show: (line: L) => string
  /** What is copied for Excel and found again when pasted: the code. By default what is shown. */
  copy?: (line: L) => string
  /** The fields that a choice sets; null when the cell is emptied. */
  choose: (line: L, choice: Choice | null) => Partial<L>
  /** All fields that `choose` sets: they travel together when a cell is copied or filled down. */
  fields: (keyof L & string)[]
}

export interface LineGridProps<L extends GridLine> {
  lines: L[]
  columns: GridColumn<L>[]
  onChange: (lines: L[]) => void
  /** A new empty line; `above` is the line that it follows, for what people enter again and again. */
  newLine: (above: L | undefined) => L
  /** Fields that follow from others, such as the amount. Called after every change of a line. */
  derive?: (line: L) => L
  readOnly?: boolean
  /** By `faultKey(line index, field)`; see `lineFaults`. */
  faults?: Map<string, string>
  /** Go to the first fault when new ones come. Off where a fault of the head comes first. */
  revealFaults?: boolean
  /** What a scanned code does to the lines: add one, or count one more. Without it a scan is typed text. */
  onScan?: (code: string, active: number) => Promise<ScanOutcome<L>>
  label: string
}

/** The lines after a scan and the row that it went to, or the sentence that says why it went nowhere. */
export type ScanOutcome<L> = { lines: L[]; row: number } | { fault: string }

export interface Cell {
  row: number
  column: number
}

export interface Selection {
  anchor: Cell
  focus: Cell
}
