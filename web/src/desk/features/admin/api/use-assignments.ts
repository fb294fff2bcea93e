import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '@/api'
import { getJson, sendJson } from '@/shared/lib/api'
import { meKey } from '@/shared/lib/query-client'

export type Assignment = Schemas['AssignmentOut']
export type NewAssignment = Schemas['AssignmentIn']
export type ScopeKind = Assignment['scope_kind']

const pathOf = (personId: string) => `/api/v1/people/${personId}/roles`
const keyOf = (personId: string) => ['assignments', personId] as const

/** The roles that a person holds. */
export function useAssignments(personId: string) {
  return useQuery({
    queryKey: keyOf(personId),
    queryFn: ({ signal }) => getJson<Assignment[]>(pathOf(personId), {}, signal),
  })
}

export function useGiveRole(personId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (assignment: NewAssignment) => sendJson<Assignment>('POST', pathOf(personId), assignment),
    // One's own roles decide what the menu offers.
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(personId) }),
        client.invalidateQueries({ queryKey: meKey }),
      ]),
  })
}

export function useTakeRole(personId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => sendJson('DELETE', `${pathOf(personId)}/${id}`),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(personId) }),
        client.invalidateQueries({ queryKey: meKey }),
      ]),
  })
}
