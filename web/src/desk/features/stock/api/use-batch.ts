import { useQuery } from '@tanstack/react-query'
import { api } from '@/shared/lib/api'
import type { Batch } from '../rules/selection'

export const useBatch = (id: string) =>
  useQuery({
    queryKey: ['document', '/api/v1/batches', id],
    queryFn: async ({ signal }): Promise<Batch> => {
      const { data } = await api.GET('/api/v1/batches/{id}', { params: { path: { id } }, signal })
      return data as Batch
    },
  })
