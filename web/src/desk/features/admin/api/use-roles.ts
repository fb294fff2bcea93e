import { useQuery } from '@tanstack/react-query'
import { api } from '@/shared/lib/api'

/** The roles that there are, with what they grant. */
export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await api.GET('/api/v1/roles', { signal })).data ?? [],
    staleTime: Number.POSITIVE_INFINITY,
  })
}
