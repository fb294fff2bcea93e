import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { useCan, useMe } from '@/shared/session/use-me'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { Money } from '@/shared/ui/figures'
import { partySource, peopleSource, projectSource } from '@/shared/ui/sources'
import { StateTag } from '@/shared/ui/state-tag'
import { PROJECTS } from '../api/project-keys'
import { DaysInput } from '../components/days-input'
import { MemberPanel } from '../components/member-panel'
import { MoneyInput } from '../components/money-input'
import { ProjectActions } from '../components/project-actions'
import { ProjectStatus } from '../components/project-status'
import { WbsEditor } from '../components/wbs/wbs-editor'
import {
  blankProject,
  type Project,
  type ProjectDraft,
  projectInput,
  readProject,
  STEPS,
} from '../rules/project-draft'
import { siteStoreSource } from '../rules/project-sources'

export default function ProjectPage() {
  const { t } = useTranslation('projects')
  const { id = 'new' } = useParams()
  const { companies, person } = useMe()
  const { company } = useScope()
  const can = useCan()

  const spec: DocumentSpec<ProjectDraft> = {
    type: 'project',
    resource: PROJECTS,
    blank: (newProjectId) => blankProject(newProjectId, { company, manager: person }),
    read: (project: Project) => readProject(project),
    toBody: projectInput,
  }

  const fields = (project: ProjectDraft): HeadField<ProjectDraft>[] => {
    const closed = { locked: project.status === 'closed' }
    const currency = companies.find((one) => one.id === project.company_id)?.currency ?? project.currency
    const all: (HeadField<ProjectDraft> | false)[] = [
      {
        name: 'code',
        label: t('project.code'),
        kind: 'text',
        maxLength: 50,
        hint: project.version === 0 ? t('project.code_hint') : undefined,
        ...closed,
      },
      {
        name: 'name',
        label: t('project.name'),
        kind: 'text',
        required: true,
        span: 2,
        maxLength: 200,
        ...closed,
      },
      {
        name: 'manager_id',
        label: t('project.manager'),
        kind: 'remote',
        required: true,
        source: peopleSource,
        shown: project.manager_name,
        choose: (choice) => ({ manager_name: choice?.label ?? '' }),
        ...closed,
      },
      {
        name: 'company_id',
        label: t('project.company'),
        kind: 'select',
        required: true,
        locked: project.status !== 'draft',
        options: companies.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` })),
      },
      {
        name: 'customer_id',
        label: t('project.customer'),
        kind: 'remote',
        source: partySource({ role: 'customer' }),
        shown: project.customer_name && `${project.customer_code ?? ''} ${project.customer_name}`.trim(),
        choose: (choice) => ({ customer_name: choice?.label ?? null, customer_code: null }),
        ...closed,
      },
      {
        name: 'parent_id',
        label: t('project.parent'),
        kind: 'remote',
        source: projectSource,
        shown: project.parent_name && `${project.parent_code ?? ''} ${project.parent_name}`.trim(),
        choose: (choice) => ({ parent_name: choice?.label ?? null, parent_code: null }),
        ...closed,
      },
      {
        name: 'site_store_id',
        label: t('project.site_store'),
        kind: 'remote',
        source: siteStoreSource(project.company_id),
        shown:
          project.site_store_name && `${project.site_store_code ?? ''} ${project.site_store_name}`.trim(),
        choose: (choice) => ({ site_store_name: choice?.label ?? null, site_store_code: null }),
        ...closed,
      },
      { name: 'planned_start', label: t('project.planned_start'), kind: 'date', ...closed },
      { name: 'planned_finish', label: t('project.planned_finish'), kind: 'date', ...closed },
      can('cost.read') && {
        name: 'contract_value',
        label: t('project.contract_value'),
        kind: 'custom',
        ...closed,
        render: ({ id: inputId, disabled, invalid, set }) =>
          disabled ? (
            <Money value={project.contract_value} unit={currency} />
          ) : (
            <MoneyInput
              id={inputId}
              value={project.contract_value}
              currency={currency}
              invalid={invalid}
              onChange={(contract_value) => set({ contract_value })}
            />
          ),
      },
      {
        name: 'shelf_life_days_min',
        label: t('project.shelf_life_days_min'),
        hint: t('project.shelf_life_hint'),
        kind: 'custom',
        ...closed,
        render: ({ id: inputId, disabled, invalid, set }) =>
          disabled ? (
            `${project.shelf_life_days_min} ${t('project.days')}`
          ) : (
            <DaysInput
              id={inputId}
              value={project.shelf_life_days_min}
              invalid={invalid}
              onChange={(shelf_life_days_min) => set({ shelf_life_days_min })}
            />
          ),
      },
      { name: 'remark', label: t('project.remark'), kind: 'longtext', ...closed },
      project.version === 0 && {
        name: 'first_node.code',
        label: t('project.first_node_code'),
        kind: 'text',
        maxLength: 50,
      },
      project.version === 0 && {
        name: 'first_node.name',
        label: t('project.first_node_name'),
        kind: 'text',
        span: 2,
        maxLength: 200,
        hint: t('project.first_node_hint'),
      },
    ]
    return all.filter((field) => field !== false)
  }

  return (
    <RecordPage<ProjectDraft>
      spec={spec}
      id={id}
      title={(project) => (
        <>
          {project.version === 0 ? t('project.new') : `${project.code} ${project.name}`}
          {project.version > 0 && <StateTag state={project.status} />}
        </>
      )}
      listHref="/projects"
      grant="projects.manage"
      words={{ status: Object.fromEntries(STEPS.map((status) => [status, t(`common:state.${status}`)])) }}
      labels={{ status: t('project.status'), status_reason: t('project.reopened_because') }}
      actions={(project, state) => <ProjectActions project={project} state={state} />}
      fields={fields}
      above={(project, state) => !state.isNew && <ProjectStatus project={project} />}
      below={(project, state) =>
        !state.isNew && (
          <>
            <WbsEditor projectId={project.id} closed={project.status === 'closed'} />
            <MemberPanel projectId={project.id} />
          </>
        )
      }
    />
  )
}
