import { useQuery } from '@tanstack/react-query'
import { api } from '@/shared/lib/api'
import type { ProjectCost } from '../rules/statement'

export const projectCostKey = (id: string) => ['reports', 'project-cost', id] as const

export const useProjectCost = (id: string) =>
  useQuery({
    queryKey: projectCostKey(id),
    queryFn: async ({ signal }): Promise<ProjectCost> => {
      const params = { path: { project_id: id } }
      const { data } = await api.GET('/api/v1/reports/project-costs/{project_id}', { params, signal })
      return data as ProjectCost
    },
  })
