import type { GridColumn } from './types'

export const NUMBER_WIDTH = 48
export const ROW_HEIGHT = 32

const WIDTHS: Record<GridColumn<never>['kind'], number> = {
  text: 140,
  date: 110,
  number: 120,
  quantity: 130,
  select: 120,
  pick: 200,
  readonly: 120,
}

/** Words may be cut to this part of their column's width before the grid scrolls sideways. */
const SHRINK_MIN = 0.7

/** Widths that fill the room there is: words take what figures don't need, and give way first where it is short. */
export function columnWidths<L>(columns: GridColumn<L>[], room: number): number[] {
  const widths = columns.map((column) => column.width ?? WIDTHS[column.kind])
  const spare = room - NUMBER_WIDTH - total(widths)
  const words = columns.map((column) => column.kind === 'pick' || column.kind === 'text')
  const flexible = words.some(Boolean) ? words : columns.map(() => true)
  const flexed = total(widths.filter((_, index) => flexible[index]))
  if (room === 0 || flexed === 0 || spare < flexed * (SHRINK_MIN - 1)) return widths

  const scaled = widths.map((width, index) =>
    flexible[index] ? Math.floor(width * (1 + spare / flexed)) : width,
  )
  // What rounding left over goes to the first, so that the sum is the room.
  const first = flexible.indexOf(true)
  return scaled.map((width, index) => (index === first ? width + room - NUMBER_WIDTH - total(scaled) : width))
}

const total = (widths: number[]): number => widths.reduce((sum, width) => sum + width, 0)
