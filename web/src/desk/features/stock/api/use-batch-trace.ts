import { useQuery } from '@tanstack/react-query'
import { api } from '@/shared/lib/api'
import type { BatchTrace } from '../rules/trace'

export const useBatchTrace = (id: string) =>
  useQuery({
    queryKey: ['document', '/api/v1/batches', id, 'trace'],
    queryFn: async ({ signal }): Promise<BatchTrace> => {
      const { data } = await api.GET('/api/v1/batches/{id}/trace', { params: { path: { id } }, signal })
      return data as BatchTrace
    },
  })
