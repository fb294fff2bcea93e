import type { Cell, Selection } from './types'

export interface Block {
  top: number
  bottom: number
  left: number
  right: number
}

export const at = (row: number, column: number): Selection => ({
  anchor: { row, column },
  focus: { row, column },
})

export function blockOf({ anchor, focus }: Selection): Block {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  }
}

const between = (value: number, last: number): number => Math.max(0, Math.min(value, last))

/** Keeps a selection inside a grid that has become smaller. */
export function inside({ anchor, focus }: Selection, rows: number, columns: number): Selection {
  const clamp = ({ row, column }: Cell): Cell => ({
    row: between(row, rows - 1),
    column: between(column, columns - 1),
  })
  return { anchor: clamp(anchor), focus: clamp(focus) }
}

/**
 * The next cell that takes entries, reading order, forwards or backwards.
 *
 * Shape: null when there is none before the end of the grid: time for a new row, or for the part after the grid.
 */
export function nextStop(
  from: Cell,
  step: 1 | -1,
  size: { rows: number; columns: number },
  isStop: (cell: Cell) => boolean,
): Cell | null {
  const cells = size.rows * size.columns
  for (let index = from.row * size.columns + from.column + step; index >= 0 && index < cells; index += step) {
    const cell = { row: Math.floor(index / size.columns), column: index % size.columns }
    if (isStop(cell)) return cell
  }
  return null
}
