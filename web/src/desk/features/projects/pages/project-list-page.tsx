import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { Money } from '@/shared/ui/figures'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { partySource, peopleSource, projectSource } from '@/shared/ui/sources'
import { PROJECTS } from '../api/project-keys'
import { type Project, STEPS } from '../rules/project-draft'

export default function ProjectListPage() {
  const { t } = useTranslation('projects')
  const can = useCan()
  const { company } = useScope()
  const create = can('projects.manage') && (
    <Link to="/projects/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('project.new')}
      </Button>
    </Link>
  )
  const value: ListColumn<Project> = {
    key: 'contract_value',
    title: t('project.contract_value'),
    kind: 'money',
    width: 160,
    render: (row) => <Money value={row.contract_value} unit={row.currency} />,
  }
  const columns: ListColumn<Project>[] = [
    { key: 'code', title: t('project.code'), width: 130, sortable: true },
    { key: 'name', title: t('project.name'), width: 260, sortable: true },
    { key: 'status', title: t('project.status'), kind: 'state', width: 150, sortable: true },
    { key: 'manager_name', title: t('project.manager'), width: 110, sortable: true },
    { key: 'customer_name', title: t('project.customer'), width: 180 },
    { key: 'site_store_name', title: t('project.site_store'), width: 160, hidden: true },
    { key: 'planned_start', title: t('project.planned_start'), kind: 'date', width: 110 },
    { key: 'planned_finish', title: t('project.planned_finish'), kind: 'date', width: 110 },
    ...(can('cost.read') ? [value] : []),
    { key: 'parent_name', title: t('project.parent'), width: 180, hidden: true },
    { key: 'company_name', title: t('project.company'), width: 180, hidden: true },
    { key: 'remark', title: t('project.remark'), width: 200, hidden: true },
  ]
  const filters: ListFilter[] = [
    {
      field: 'status',
      label: t('project.status'),
      kind: 'select',
      options: STEPS.map((status) => ({ value: status, label: t(`common:state.${status}`) })),
    },
    { field: 'manager_id', label: t('project.manager'), kind: 'remote', source: peopleSource },
    {
      field: 'customer_id',
      label: t('project.customer'),
      kind: 'remote',
      source: partySource({ role: 'customer' }),
    },
    { field: 'parent_id', label: t('project.parent'), kind: 'remote', source: projectSource },
  ]
  return (
    <ListPage<Project>
      id="projects.projects"
      title={t('project.list')}
      resource={PROJECTS}
      columns={columns}
      filters={filters}
      defaultSort="code"
      fixed={{ company_id: company?.id }}
      rowHref={(row) => `/projects/${row.id}`}
      actions={create}
      empty={{
        title: t('project.empty'),
        hint: can('projects.manage') ? t('project.empty_hint') : t('project.empty_hint_member'),
        action: create,
      }}
    />
  )
}
