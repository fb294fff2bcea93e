import { useQuery } from '@tanstack/react-query'
import { getJson, type Page } from '@/shared/lib/api'
import type { Move } from '../rules/selection'

/** The number of a document that moved stock, for an address that has only its id. */
export const useDocumentNumber = (id: string | null) =>
  useQuery({
    queryKey: ['document-number', id],
    queryFn: async ({ signal }): Promise<string | null> => {
      const page = await getJson<Page<Move>>('/api/v1/stock/moves', { document_id: id, limit: 1 }, signal)
      return page.rows[0]?.document_number ?? null
    },
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  }).data
