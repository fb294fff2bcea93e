import { useQueries } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onHandQuery } from '../api/stock-on-hand'
import { type For, usable } from '../rules/pick-stock'
import { type StockLine, takenFrom } from '../rules/stock-line'

interface PlaceStockProps<L extends StockLine> {
  lines: L[]
  warehouseId: string | null
  whose: (line: L) => For
  /** The day on which what has expired is not taken. */
  on?: string
  onPlaced: (lines: L[]) => void
}

/** Gives every line whose item was just chosen the best place to take it from; whoever types may choose another. */
export function PlaceStock<L extends StockLine>({
  lines,
  warehouseId,
  whose,
  on,
  onPlaced,
}: PlaceStockProps<L>) {
  const waiting = warehouseId ? lines.filter((line) => line.item_id !== null && !line.placed) : []
  const items = [...new Set(waiting.flatMap(({ item_id }) => item_id ?? []))]
  const stock = useQueries({
    queries: items.map((id) => ({ ...onHandQuery(id, warehouseId ?? ''), staleTime: 5_000 })),
    combine: (answers) => new Map(items.map((id, index) => [id, answers[index]?.data])),
  })
  const known = waiting.filter(({ item_id }) => item_id !== null && stock.get(item_id) !== undefined)

  useEffect(() => {
    if (known.length === 0) return
    onPlaced(
      lines.map((line) => {
        const heaps = known.includes(line) && line.item_id ? stock.get(line.item_id) : undefined
        return heaps ? { ...line, ...takenFrom(usable(heaps, whose(line), on)[0] ?? null) } : line
      }),
    )
  })
  return null
}
