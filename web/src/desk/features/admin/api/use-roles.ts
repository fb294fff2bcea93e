import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '@/api'
import { api, sendJson } from '@/shared/lib/api'

/** The roles that there are, with what they grant. */
export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await api.GET('/api/v1/roles', { signal })).data ?? [],
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Say how many days back who holds a role may date what is posted; none has no limit. */
export function useSetBackdating() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ role, days }: { role: string; days: number | null }) =>
      sendJson<Schemas['RoleOut'][]>('PUT', `/api/v1/roles/${role}/backdating`, { days }),
    onSuccess: (roles) => client.setQueryData(['roles'], roles),
  })
}
