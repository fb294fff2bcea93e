import { useTranslation } from 'react-i18next'
import { ConfirmFigures } from '@/shared/ui/confirm-figures'
import { StateTag } from '@/shared/ui/state-tag'
import type { Step } from '../api/use-node-step'
import { type Project, statusAfter } from '../rules/project-draft'

interface StepDialogProps {
  /** Code and name of the project or node. */
  subject: string
  status: Project['status']
  step: Step
  busy: boolean
  onConfirm: (reason: string) => void
  onCancel: () => void
}

/** Says what a step will do before it is taken; opening again asks why. */
export function StepDialog({ subject, status, step, busy, onConfirm, onCancel }: StepDialogProps) {
  const { t } = useTranslation('projects')
  return (
    <ConfirmFigures
      title={`${t(`step.${step}`)} · ${subject}`}
      okText={t(`step.${step}`)}
      danger={step === 'close'}
      needsReason={step === 'reopen'}
      figures={[
        { label: t('step.now'), value: <StateTag state={status} /> },
        { label: t('step.then'), value: <StateTag state={statusAfter(status, step)} /> },
        { label: t('step.means'), value: t(`step.${step}_means`) },
      ]}
      busy={busy}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  )
}
