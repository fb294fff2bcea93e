import { BarChartOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCan } from '@/shared/session/use-me'
import type { DocumentState } from '@/shared/ui/document/use-document'
import type { Step } from '../api/use-node-step'
import type { ProjectDraft } from '../rules/project-draft'
import { StepDialog } from './step-dialog'

interface ProjectActionsProps {
  project: ProjectDraft
  state: DocumentState<ProjectDraft>
}

/** The project's cost, and the steps that its status allows. */
export function ProjectActions({ project, state }: ProjectActionsProps) {
  const { t } = useTranslation('projects')
  const can = useCan()
  const [asked, setAsked] = useState<Step | null>(null)
  if (state.isNew) return null
  return (
    <>
      {can('reports.cost') && (
        <Link to={`/reports/project-costs/${project.id}`}>
          <Button icon={<BarChartOutlined />}>{t('project.cost')}</Button>
        </Link>
      )}
      {can('projects.manage') &&
        project.actions.map((step) => (
          <Button key={step} danger={step === 'close'} disabled={state.busy} onClick={() => setAsked(step)}>
            {t(`step.${step}`)}
          </Button>
        ))}
      {asked && (
        <StepDialog
          subject={`${project.code} ${project.name}`}
          status={project.status}
          step={asked}
          busy={state.busy}
          onConfirm={(reason) => {
            state.act({ verb: asked, body: asked === 'reopen' ? { reason } : {} })
            setAsked(null)
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </>
  )
}
