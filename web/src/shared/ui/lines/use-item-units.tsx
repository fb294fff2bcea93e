import { useQueries, useQueryClient } from '@tanstack/react-query'
import type { Item } from '@/api'
import { getJson } from '../../lib/api'
import type { UnitOption } from '../grid/types'
import { type ItemLine, unitsOn, unitsWithin } from './item-line'

/** Items of a long document that are asked for ahead; the others take the units that their line knows. */
const AHEAD_MAX = 50

const keyOf = (itemId: string | null) => ['item-units', itemId]

/** The units in which a line's quantity may be entered, as far as they are known, and a way to make them known. */
export function useItemUnits() {
  const client = useQueryClient()
  return {
    unitsOf: (line: ItemLine, day: string): UnitOption[] => {
      const units = client.getQueryData<UnitOption[]>(keyOf(line.item_id))
      return units ? unitsOn(units, day) : unitsWithin(line)
    },
    learn: (itemId: string, units: UnitOption[]) => {
      client.setQueryData(keyOf(itemId), units)
    },
  }
}

/** Asks for the units of lines that came with a document. A part of its own, since only the page's inside has the document. */
export function LoadItemUnits({ lines }: { lines: ItemLine[] }) {
  const ids = [...new Set(lines.flatMap(({ item_id }) => item_id ?? []))].slice(0, AHEAD_MAX)
  useQueries({
    queries: ids.map((id) => ({
      queryKey: keyOf(id),
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<UnitOption[]> => {
        const item = await getJson<Item>(`/api/v1/items/${id}`, {}, signal)
        return [{ unit: item.base_unit, factor: '1' }, ...item.conversions]
      },
      staleTime: 10 * 60_000,
    })),
  })
  return null
}
