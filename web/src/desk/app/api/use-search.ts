import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { SearchHit } from '@/api'
import { api } from '@/shared/lib/api'

export const useSearch = (q: string) =>
  useQuery({
    queryKey: ['search', q],
    queryFn: async ({ signal }): Promise<SearchHit[]> => {
      const { data } = await api.GET('/api/v1/search', { params: { query: { q } }, signal })
      return data?.hits ?? []
    },
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
