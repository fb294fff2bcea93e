import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getJson } from '@/shared/lib/api'

export interface SearchHit {
  type: string
  id: string
  title: string
  subtitle: string
}

export const useSearch = (q: string) =>
  useQuery({
    queryKey: ['search', q],
    queryFn: async ({ signal }) =>
      (await getJson<{ hits: SearchHit[] }>('/api/v1/search', { q }, signal)).hits,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
