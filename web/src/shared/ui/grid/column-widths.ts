import type { GridColumn } from './types'

export const NUMBER_WIDTH = 44
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

/** Widths that fill the room there is: words take what figures don't need. */
export function columnWidths<L>(columns: GridColumn<L>[], room: number): number[] {
  const widths = columns.map((column) => column.width ?? WIDTHS[column.kind])
  const spare = room - NUMBER_WIDTH - widths.reduce((sum, width) => sum + width, 0)
  if (spare <= 0) return widths
  const stretches = columns.map((column) => column.kind === 'pick' || column.kind === 'text')
  const takers = stretches.filter(Boolean).length || columns.length
  const share = Math.floor(spare / takers)
  const rest = spare - share * takers
  let first = true
  return widths.map((width, index) => {
    if (!stretches[index] && stretches.some(Boolean)) return width
    const extra = share + (first ? rest : 0)
    first = false
    return width + extra
  })
}
