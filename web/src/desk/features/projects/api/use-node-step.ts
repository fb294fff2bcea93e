import { useMutation, useQueryClient } from '@tanstack/react-query'
import { sendJson } from '@/shared/lib/api'
import type { WbsNode } from '../rules/outline'
import { nodesKey, projectKey } from './project-keys'

export type Step = WbsNode['actions'][number]

interface NodeStep {
  node: WbsNode
  step: Step
  /** Why it is opened again. */
  reason: string
}

/** A node's step in its life; what lies below it follows. */
export function useNodeStep(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ node, step, reason }: NodeStep) =>
      sendJson('POST', `/api/v1/nodes/${node.id}/${step}`, step === 'reopen' ? { reason } : {}),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: nodesKey(projectId) }),
        client.invalidateQueries({ queryKey: projectKey(projectId) }),
      ]),
  })
}
