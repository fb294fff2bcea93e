import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '@/api'
import { getJson, sendJson } from '@/shared/lib/api'

const PATH = '/api/v1/employers-goods/allowed'

export type Allowed = Schemas['AllowedOut']
export type Allow = Schemas['AllowedIn']

/** All that was said of what a project may use of an item, the last said first. */
export function useAllowed(projectId: string | null, itemId: string | null) {
  const pair = { project_id: projectId, item_id: itemId }
  return useQuery({
    queryKey: ['list', PATH, pair],
    queryFn: ({ signal }) => getJson<Allowed[]>(PATH, pair, signal),
    enabled: projectId !== null && itemId !== null,
  })
}

/** Says what may be used from a day on; the report is asked for again. */
export function useAllow() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (said: Allow) => sendJson('POST', PATH, said),
    onSettled: () => client.invalidateQueries({ queryKey: ['list'] }),
  })
}
