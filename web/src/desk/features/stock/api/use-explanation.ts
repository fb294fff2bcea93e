import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, getJson, type Page } from '@/shared/lib/api'
import { type Explanation, joined, type Known, pageBefore, type StepsBefore } from '../rules/explanation'
import type { Move } from '../rules/selection'

/** What made a move's price; earlier steps are read page by page. */
export const useExplanation = (id: string, known: Known) =>
  useInfiniteQuery({
    queryKey: ['explanation', id, known],
    initialPageParam: null as StepsBefore | null,
    queryFn: async ({ pageParam, signal }): Promise<Explanation> => {
      const { data } = await api.GET('/api/v1/stock/moves/{id}/explanation', {
        params: { path: { id }, query: { known, ...pageParam } },
        signal,
      })
      return data as Explanation
    },
    getNextPageParam: pageBefore,
    select: ({ pages }) => joined(pages),
  })

/** The move that a document's line became, or nothing. */
export const useMoveOfLine = (documentId: string, lineId: string) =>
  useQuery({
    queryKey: ['move-of-line', documentId, lineId],
    queryFn: async ({ signal }): Promise<string | null> => {
      const query = { document_id: documentId, document_line_id: lineId, sort: 'recorded_at', limit: 1 }
      const { rows } = await getJson<Page<Move>>('/api/v1/stock/moves', query, signal)
      return rows[0]?.id ?? null
    },
  })
