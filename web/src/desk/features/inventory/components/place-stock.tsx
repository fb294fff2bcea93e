import { useQueries } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ItemLine } from '@/shared/ui/lines/item-line'
import { onHandQuery } from '../api/stock-on-hand'
import { type For, usable } from '../rules/pick-stock'
import { leftFor } from '../rules/serial-numbers'
import { type StockLine, takenFrom } from '../rules/stock-line'

type PlacedLine = StockLine & Pick<ItemLine, 'id' | 'item_tracking'>

interface PlaceStockProps<L extends PlacedLine> {
  lines: L[]
  warehouseId: string | null
  whose: (line: L) => For
  /** The day on which what has expired is not taken. */
  on?: string
  onPlaced: (lines: L[]) => void
}

/** Gives every line whose item was just chosen the best place to take it from; whoever types may choose another. */
export function PlaceStock<L extends PlacedLine>({
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
    const placed = [...lines]
    for (const [index, line] of lines.entries()) {
      const heaps = known.includes(line) && line.item_id ? stock.get(line.item_id) : undefined
      const [best] = heaps ? leftFor(usable(heaps, whose(line), on), line, placed) : []
      if (heaps) placed[index] = { ...line, ...takenFrom(best ?? null) }
    }
    onPlaced(placed)
  })
  return null
}
