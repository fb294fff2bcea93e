import type { AnySource } from '@/shared/ui/remote-source'
import type { Batch } from './selection'

export const batchSource: AnySource = {
  key: 'batches',
  path: '/api/v1/batches',
  toChoice: (row: Batch) => ({
    value: row.id,
    label: row.number,
    hint: `${row.item_code} ${row.item_name}`,
    row,
  }),
}
