import { allRows } from '@/shared/lib/all-rows'
import type { RemoteSource } from '@/shared/ui/remote-source'
import { type Balance, type For, usable } from '../rules/pick-stock'

/** Every heap of an item in a warehouse. The key starts like a list's, so that what is posted asks for it again. */
export const onHandQuery = (itemId: string, warehouseId: string) => ({
  queryKey: ['list', '/api/v1/stock/balances', { item_id: itemId, warehouse_id: warehouseId, all: true }],
  queryFn: ({ signal }: { signal?: AbortSignal } = {}) => onHand(itemId, warehouseId, signal),
})

export const onHand = (itemId: string, warehouseId: string, signal?: AbortSignal): Promise<Balance[]> =>
  allRows<Balance>('/api/v1/stock/balances', { item_id: itemId, warehouse_id: warehouseId }, signal)

interface HeapSource {
  itemId: string
  warehouseId: string
  whose: For
  /** The day on which what has expired is not offered. */
  on?: string
  /** How a heap reads in one line. */
  label: (balance: Balance) => string
  hint: (balance: Balance) => string
  /** Leaves out the heaps that it tells no of; `fitting` says which it lets through. */
  fits?: (balance: Balance) => boolean
  fitting?: string
}

/** The heaps from which a line may take, best first. They are few, so the text is looked for in what they read. */
export const heapSource = ({
  itemId,
  warehouseId,
  whose,
  on,
  label,
  hint,
  fits = () => true,
  fitting = '',
}: HeapSource): RemoteSource<Balance> => ({
  key: `heaps:${itemId}:${warehouseId}:${whose === 'anybody' ? '*' : whose.project}:${on ?? ''}:${fitting}`,
  path: '/api/v1/stock/balances',
  rows: async (q, signal) => {
    const wanted = q.toLowerCase()
    const heaps = usable(await onHand(itemId, warehouseId, signal), whose, on).filter(fits)
    return heaps.filter((heap) => label(heap).toLowerCase().includes(wanted))
  },
  toChoice: (heap) => ({
    value: heap.id,
    label: label(heap),
    hint: hint(heap),
    codes: [heap.bin_code ?? '', heap.batch_no ?? ''].filter(Boolean),
    row: heap,
  }),
})
