import { useState } from 'react'
import type { GridColumn, GridLine } from './types'

/** Sentences by column key; '' is the line as a whole. */
export type RowFaults = Readonly<Record<string, string>>

const NONE: RowFaults = {}

interface Placed {
  source: Map<string, string> | undefined
  byLine: ReadonlyMap<string, RowFaults>
}

function columnKeyOf<L>(columns: GridColumn<L>[], field: string): string {
  const names = (column: GridColumn<L>): string[] => [
    column.key,
    ...(column.faultFields ?? []),
    ...(column.kind === 'quantity' ? [column.baseField, column.unitField] : []),
    ...(column.kind === 'pick' ? column.fields : []),
  ]
  // A figure that follows from another is mended where it is entered.
  const entered = columns.filter((column) => column.kind !== 'readonly')
  const found =
    entered.find((column) => column.key === field) ??
    entered.find((column) => names(column).includes(field)) ??
    columns.find((column) => column.key === field)
  return found?.key ?? ''
}

/** From the server's line numbers to the lines themselves: rows may be moved before the faults are mended. */
function place<L extends GridLine>(
  lines: L[],
  columns: GridColumn<L>[],
  source: Map<string, string> | undefined,
): Placed {
  const byLine = new Map<string, RowFaults>()
  for (const [key, sentence] of source ?? []) {
    const split = key.indexOf(':')
    const line = lines[Number(key.slice(0, split))]
    if (!line) continue
    const column = columnKeyOf(columns, key.slice(split + 1))
    byLine.set(line.id, { [column]: sentence, ...byLine.get(line.id) })
  }
  return { source, byLine }
}

/** What is wrong with which cell, from the server and from entry. A cell's fault goes when the cell is changed. */
export function useGridFaults<L extends GridLine>(
  lines: L[],
  columns: GridColumn<L>[],
  source: Map<string, string> | undefined,
) {
  const [placed, setPlaced] = useState<Placed>(() => place(lines, columns, source))
  if (placed.source !== source) setPlaced(place(lines, columns, source))

  const report = (lineId: string, key: string, sentence: string | null) =>
    setPlaced((before) => {
      const { [key]: known, ...others } = before.byLine.get(lineId) ?? NONE
      if ((known ?? null) === sentence) return before
      const byLine = new Map(before.byLine)
      byLine.set(lineId, sentence === null ? others : { ...others, [key]: sentence })
      return { ...before, byLine }
    })

  return {
    of: (lineId: string): RowFaults => placed.byLine.get(lineId) ?? NONE,
    report,
    source: placed.source,
  }
}
