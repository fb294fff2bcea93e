export const PROJECTS = '/api/v1/projects'

export const projectKey = (id: string) => ['document', PROJECTS, id] as const
export const nodesKey = (projectId: string) => ['list', `${PROJECTS}/${projectId}/nodes`] as const
export const membersKey = (projectId: string) => ['list', `${PROJECTS}/${projectId}/members`] as const
