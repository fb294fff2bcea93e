import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '@/api'
import { getJson, sendJson } from '@/shared/lib/api'
import { membersKey, PROJECTS } from './project-keys'

export type Member = Schemas['ProjectMemberOut']
export type ProjectRole = Schemas['ProjectMemberIn']['role']

const pathOf = (projectId: string) => `${PROJECTS}/${projectId}/members`

export function useMembers(projectId: string) {
  return useQuery({
    queryKey: membersKey(projectId),
    queryFn: ({ signal }) => getJson<Member[]>(pathOf(projectId), {}, signal),
  })
}

export function useAddMember(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (member: Schemas['ProjectMemberIn']) => sendJson<Member>('POST', pathOf(projectId), member),
    onSuccess: () => client.invalidateQueries({ queryKey: membersKey(projectId) }),
  })
}

export function useRemoveMember(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (member: Member) => sendJson('DELETE', `${pathOf(projectId)}/${member.id}`),
    onSettled: () => client.invalidateQueries({ queryKey: membersKey(projectId) }),
  })
}
