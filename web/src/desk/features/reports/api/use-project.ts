import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '@/api'
import { api } from '@/shared/lib/api'
import { useCan } from '@/shared/session/use-me'

type Project = Schemas['ProjectOut']

/** The project's own facts, for those who may read them. */
export function useProject(id: string) {
  const can = useCan()
  return useQuery({
    queryKey: ['document', '/api/v1/projects', id],
    queryFn: async ({ signal }): Promise<Project> => {
      const params = { path: { project_id: id } }
      const { data } = await api.GET('/api/v1/projects/{project_id}', { params, signal })
      return data as Project
    },
    enabled: can('projects.read'),
  }).data
}
