import { useLayoutEffect, useRef } from 'react'
import { newId } from '../../lib/ids'
import { type Choice, findMeant, loosely } from '../remote-source'
import { accept, copiedText, type EntryFault, fieldsOf, isEditable } from './cells'
import { toTsv } from './clipboard'
import type { Block } from './selection'
import type { GridColumn, GridLine, LineGridProps } from './types'

/** What one document may carry; the server refuses more. */
export const LINES_MAX = 1000
const UNDO_STEPS = 50
const LOOK_UPS_AT_ONCE = 6

interface GridLines<L extends GridLine>
  extends Pick<LineGridProps<L>, 'lines' | 'columns' | 'onChange' | 'newLine' | 'derive'> {
  /** Tells that a cell was not understood, or null that it is in order again. */
  report: (lineId: string, key: string, fault: EntryFault | null, text?: string) => void
}

/** All that changes lines. Each function is one step of undo. */
export function useGridLines<L extends GridLine>({
  lines,
  columns,
  onChange,
  newLine,
  derive,
  report,
}: GridLines<L>) {
  // Look-ups answer later, and must then change the lines as they are by that time.
  const latest = useRef(lines)
  const past = useRef<L[][]>([])
  useLayoutEffect(() => {
    latest.current = lines
  })

  const write = (next: L[], undoable = true) => {
    if (undoable) past.current = [...past.current.slice(1 - UNDO_STEPS), latest.current]
    latest.current = next
    onChange(next)
  }
  const changed = (line: L, change: Partial<L>): L => {
    const next = { ...line, ...change }
    return derive ? derive(next) : next
  }
  const replace = (id: string, edit: (line: L) => L, undoable = true) =>
    write(
      latest.current.map((line) => (line.id === id ? edit(line) : line)),
      undoable,
    )

  const acceptText = (line: L, column: GridColumn<L>, text: string): L => {
    if (!isEditable(column, line)) return line
    const accepted =
      column.kind === 'pick' ? { change: column.choose(line, null) } : accept(column, line, text)
    report(line.id, column.key, 'fault' in accepted ? accepted.fault : null, text)
    return 'fault' in accepted ? line : changed(line, accepted.change)
  }

  /** A row whose picked cells must be found first: what else it holds may depend on them, as units on the item. */
  const enterLooked = async (id: string, cells: [GridColumn<L>, string][]) => {
    for (const [column, text] of cells) {
      const line = latest.current.find((one) => one.id === id)
      if (!line) return
      if (column.kind !== 'pick' || text === '') {
        replace(id, (current) => acceptText(current, column, text), false)
        continue
      }
      const source = isEditable(column, line) ? column.source(line) : null
      const choice = source && (await findMeant(loosely(source), text).catch(() => null))
      report(id, column.key, choice ? null : 'not_found', text)
      if (choice) replace(id, (current) => changed(current, column.choose(current, choice)), false)
    }
  }

  const enter = (top: number, left: number, texts: string[][]) => {
    const next = [...latest.current]
    const looked: (() => Promise<void>)[] = []
    for (const [offset, row] of texts.slice(0, LINES_MAX - top).entries()) {
      const index = top + offset
      const line = next[index] ?? newLine(next[index - 1])
      const cells = row.flatMap((text, place): [GridColumn<L>, string][] => {
        const column = columns[left + place]
        return column ? [[column, text.trim()]] : []
      })
      const needsLookUp = cells.some(([column, text]) => column.kind === 'pick' && text !== '')
      if (needsLookUp) looked.push(() => enterLooked(line.id, cells))
      next[index] = needsLookUp
        ? line
        : cells.reduce((now, [column, text]) => acceptText(now, column, text), line)
    }
    write(next)
    void runAll(looked)
  }

  return {
    enter,
    /** The lines with all that was entered, drawn or not. */
    now: (): L[] => latest.current,
    choose: (id: string, column: GridColumn<L>, choice: Choice | null) => {
      if (column.kind !== 'pick') return
      report(id, column.key, null)
      replace(id, (line) => changed(line, column.choose(line, choice)))
    },
    clear: ({ top, bottom, left, right }: Block) => {
      const rows = bottom - top + 1
      enter(
        top,
        left,
        Array.from({ length: rows }, () => Array.from({ length: right - left + 1 }, () => '')),
      )
    },
    copy: ({ top, bottom, left, right }: Block): string =>
      toTsv(
        latest.current
          .slice(top, bottom + 1)
          .map((line) => columns.slice(left, right + 1).map((column) => copiedText(column, line))),
      ),
    /** The first row of the block into the others; in a single row, the row above into it. */
    fillDown: ({ top, bottom, left, right }: Block) => {
      const from = top === bottom ? top - 1 : top
      const source = latest.current[from]
      if (!source) return
      write(
        latest.current.map((line, index) => {
          if (index <= from || index > bottom) return line
          return columns.slice(left, right + 1).reduce((now, column) => {
            if (!isEditable(column, now)) return now
            if (column.kind === 'quantity') return acceptText(now, column, copiedText(column, source))
            report(now.id, column.key, null)
            return changed(
              now,
              Object.fromEntries(fieldsOf(column).map((key) => [key, source[key]])) as Partial<L>,
            )
          }, line)
        }),
      )
    },
    insert: (index: number) => {
      if (latest.current.length < LINES_MAX)
        write(latest.current.toSpliced(index, 0, newLine(latest.current[index - 1])))
    },
    duplicate: ({ top, bottom }: Block) => {
      const copies = latest.current.slice(top, bottom + 1).map((line) => ({ ...line, id: newId() }))
      write(latest.current.toSpliced(bottom + 1, 0, ...copies).slice(0, LINES_MAX))
    },
    remove: ({ top, bottom }: Block) => {
      const rest = latest.current.toSpliced(top, bottom - top + 1)
      write(rest.length > 0 ? rest : [newLine(undefined)])
    },
    /** A new last line; its place and itself, or null where the document is full. */
    append: (): { row: number; line: L } | null => {
      const row = latest.current.length
      if (row >= LINES_MAX) return null
      const line = newLine(latest.current.at(-1))
      write([...latest.current, line])
      return { row, line }
    },
    put: (next: L[]) => write(next),
    undo: () => {
      const before = past.current.pop()
      if (before) write(before, false)
    },
  }
}

async function runAll(tasks: (() => Promise<void>)[]): Promise<void> {
  const queue = [...tasks]
  const worker = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) await task()
  }
  await Promise.all(Array.from({ length: LOOK_UPS_AT_ONCE }, worker))
}
