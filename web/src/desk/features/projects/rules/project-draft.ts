import type { Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'

export type Project = Schemas['ProjectOut']

/** A project while it is edited. A new one may begin with a chargeable node; its fields are named as the server's. */
export interface ProjectDraft extends Omit<Project, 'id'> {
  id: string
  first_node_id: string
  'first_node.code': string
  'first_node.name': string
}

interface Starting {
  company: { id: string; code: string; name: string; currency: string } | null
  manager: { id: string; name: string }
}

export function blankProject(id: string, { company, manager }: Starting): ProjectDraft {
  return {
    id,
    version: 0,
    tree_version: 0,
    code: '',
    name: '',
    status: 'draft',
    status_reason: '',
    actions: [],
    company_id: company?.id ?? '',
    company_code: company?.code ?? '',
    company_name: company?.name ?? '',
    currency: company?.currency ?? '',
    manager_id: manager.id,
    manager_name: manager.name,
    customer_id: null,
    customer_code: null,
    customer_name: null,
    parent_id: null,
    parent_code: null,
    parent_name: null,
    site_store_id: null,
    site_store_code: null,
    site_store_name: null,
    planned_start: null,
    planned_finish: null,
    contract_value: null,
    shelf_life_days_min: 0,
    remark: '',
    first_node_id: newId(),
    'first_node.code': '',
    'first_node.name': '',
  }
}

export const readProject = (project: Project): ProjectDraft => ({
  ...project,
  first_node_id: '',
  'first_node.code': '',
  'first_node.name': '',
})

export function projectInput(project: ProjectDraft): Schemas['ProjectIn'] {
  const { version, code, name, company_id, manager_id, customer_id, parent_id, site_store_id, remark } =
    project
  const first = {
    id: project.first_node_id,
    code: project['first_node.code'],
    name: project['first_node.name'],
  }
  return {
    version,
    code: code || null,
    name,
    company_id,
    manager_id,
    customer_id,
    parent_id,
    site_store_id,
    planned_start: project.planned_start,
    planned_finish: project.planned_finish,
    contract_value: project.contract_value || null,
    shelf_life_days_min: project.shelf_life_days_min,
    remark,
    first_node: version === 0 && (first.code || first.name) ? first : null,
  }
}

/** The way of a project that goes well. */
export const STEPS = ['draft', 'released', 'technically_complete', 'closed'] as const

/** Where a step leads from a status. */
export function statusAfter(status: Project['status'], step: Project['actions'][number]): Project['status'] {
  const place = STEPS.indexOf(status)
  return STEPS[step === 'reopen' ? place - 1 : place + 1] ?? status
}
