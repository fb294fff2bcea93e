import { useQuery } from '@tanstack/react-query'
import { api } from '@/shared/lib/api'
import type { ProjectCost } from '../rules/statement'

export const projectCostKey = (id: string, knownOn?: string) =>
  ['reports', 'project-cost', id, knownOn ?? ''] as const

/** What a project costs, now or as known at the end of a day. */
export const useProjectCost = (id: string, knownOn?: string) =>
  useQuery({
    queryKey: projectCostKey(id, knownOn),
    queryFn: async ({ signal }): Promise<ProjectCost> => {
      const params = { path: { project_id: id }, query: { known_on: knownOn } }
      const { data } = await api.GET('/api/v1/reports/project-costs/{project_id}', { params, signal })
      return data as ProjectCost
    },
  })
