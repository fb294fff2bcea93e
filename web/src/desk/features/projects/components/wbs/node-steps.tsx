import { Alert } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { sentence } from '@/shared/refusal'
import { type Step, useNodeStep } from '../../api/use-node-step'
import type { WbsNode } from '../../rules/outline'
import { StepDialog } from '../step-dialog'

interface NodeStepsProps {
  projectId: string
  children: (step: (node: WbsNode, step: Step) => void) => ReactNode
}

/** Asks before a node takes a step in its life, and says why it may not. */
export function NodeSteps({ projectId, children }: NodeStepsProps) {
  const [asked, setAsked] = useState<{ node: WbsNode; step: Step } | null>(null)
  const take = useNodeStep(projectId)
  const ask = useCallback((node: WbsNode, step: Step) => setAsked({ node, step }), [])
  return (
    <>
      {take.error && (
        <Alert
          type="error"
          showIcon
          title={sentence(take.error)}
          closable={{ onClose: () => take.reset() }}
        />
      )}
      {children(ask)}
      {asked && (
        <StepDialog
          subject={`${asked.node.code} ${asked.node.name}`}
          status={asked.node.status}
          step={asked.step}
          busy={take.isPending}
          onConfirm={(reason) => take.mutate({ ...asked, reason }, { onSettled: () => setAsked(null) })}
          onCancel={() => setAsked(null)}
        />
      )}
    </>
  )
}
