import { useMutation, useQueryClient } from '@tanstack/react-query'
import { sendJson } from '@/shared/lib/api'
import type { BatchStatus } from '../rules/batch-status'
import type { Batch } from '../rules/selection'

interface Change {
  batch: Batch
  status: BatchStatus
  reason: string
}

/** Says whether a batch may be used; all that shows stock is asked for again. */
export function useSetBatchStatus() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ batch, status, reason }: Change) =>
      sendJson('POST', `/api/v1/batches/${batch.id}/status`, { version: batch.version, status, reason }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['document', '/api/v1/batches'] }),
        client.invalidateQueries({ queryKey: ['list'] }),
      ]),
  })
}
