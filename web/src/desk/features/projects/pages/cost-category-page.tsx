import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'
import type { Schemas } from '@/api'
import { sendJson } from '@/shared/lib/api'
import { sentence } from '@/shared/refusal'
import { useCan } from '@/shared/session/use-me'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { costCategorySource } from '@/shared/ui/sources'
import { StateTag } from '@/shared/ui/state-tag'
import { type NewInTree, TreePage } from '@/shared/ui/tree/tree-page'

type Category = Schemas['CostCategoryOut']
type CategoryInput = Schemas['CostCategoryIn']

const RESOURCE = '/api/v1/cost-categories'
const PATH = '/projects/cost-categories'
const KINDS: Category['kind'][] = ['LABOUR', 'MATERIAL', 'MACHINE', 'SUBCONTRACT', 'OTHER_DIRECT', 'INDIRECT']

function input({ version, code, name, name_en, kind, parent_id, active }: Category): CategoryInput {
  return { version, code, name, name_en, kind, parent_id, active }
}

export default function CostCategoryPage() {
  const { t } = useTranslation('projects')
  const { id } = useParams()
  const { state } = useLocation()
  const client = useQueryClient()
  const parentId = (state as NewInTree | null)?.parentId ?? null
  // The tree beside is where the new one was asked for, so its parent is known by now.
  const parent = client
    .getQueryData<Category[]>(['list', RESOURCE, 'tree'])
    ?.find((category) => category.id === parentId)

  const spec: DocumentSpec<Category> = {
    type: 'cost_category',
    resource: RESOURCE,
    blank: (newCategoryId) => ({
      id: newCategoryId,
      version: 0,
      code: '',
      name: '',
      name_en: '',
      kind: parent?.kind ?? 'MATERIAL',
      parent_id: parentId,
      parent_code: null,
      active: true,
    }),
    toBody: input,
  }
  const fields = (category: Category): HeadField<Category>[] => [
    { name: 'code', label: t('category.code'), kind: 'text', required: true, maxLength: 50, span: 2 },
    { name: 'active', label: t('category.active'), kind: 'boolean', span: 2 },
    { name: 'name', label: t('category.name'), kind: 'text', required: true, maxLength: 200, span: 2 },
    { name: 'name_en', label: t('category.name_en'), kind: 'text', maxLength: 200, span: 2 },
    {
      name: 'kind',
      label: t('category.kind'),
      kind: 'select',
      span: 2,
      locked: category.version > 0,
      hint: category.version > 0 ? t('category.kind_stays') : t('category.kind_hint'),
      options: KINDS.map((value) => ({ value, label: t(`category.kind_${value}`) })),
    },
    {
      name: 'parent_id',
      label: t('category.parent'),
      kind: 'remote',
      source: costCategorySource,
      span: 2,
      choose: (choice) => (category.version === 0 && choice ? { kind: (choice.row as Category).kind } : {}),
    },
  ]

  return (
    <TreePage<Category>
      title={t('category.list')}
      resource={RESOURCE}
      path={PATH}
      grant="projects.manage"
      currentId={id}
      moved={(row, parent_id) => input({ ...row, parent_id })}
      words={{
        newTop: t('category.new_top'),
        newBelow: t('category.new_below'),
        choose: t('category.choose'),
      }}
      empty={{ title: t('category.empty'), hint: t('category.empty_hint'), action: <InstallUsual /> }}
    >
      {id && (
        <RecordPage<Category>
          spec={spec}
          id={id}
          title={(category) => (
            <>
              {category.version === 0 ? t('category.new') : `${category.code} ${category.name}`}
              {!category.active && <StateTag state="inactive" />}
            </>
          )}
          listHref={PATH}
          grant="projects.manage"
          side={[]}
          fields={fields}
        />
      )}
    </TreePage>
  )
}

/** The categories that nearly everyone has, in one step. */
function InstallUsual() {
  const { t } = useTranslation('projects')
  const can = useCan()
  const client = useQueryClient()
  const install = useMutation({
    mutationFn: () => sendJson<Category[]>('POST', `${RESOURCE}/defaults`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['list', RESOURCE] }),
  })
  if (!can('projects.manage')) return null
  return (
    <>
      <Button type="primary" loading={install.isPending} onClick={() => install.mutate()}>
        {t('category.install')}
      </Button>
      {install.error && <Alert type="error" showIcon title={sentence(install.error)} />}
    </>
  )
}
