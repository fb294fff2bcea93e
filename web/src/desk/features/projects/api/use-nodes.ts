import { useQuery } from '@tanstack/react-query'
import { getJson, type Page } from '@/shared/lib/api'
import type { WbsNode } from '../rules/outline'
import { nodesKey, PROJECTS } from './project-keys'

/** The whole work breakdown of a project, in tree order. */
export function useNodes(projectId: string) {
  return useQuery({
    queryKey: nodesKey(projectId),
    queryFn: async ({ signal }) =>
      (await getJson<Page<WbsNode>>(`${PROJECTS}/${projectId}/nodes`, {}, signal)).rows,
  })
}
