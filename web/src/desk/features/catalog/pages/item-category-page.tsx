import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'
import type { Schemas } from '@/api'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { itemCategorySource } from '@/shared/ui/sources'
import { StateTag } from '@/shared/ui/state-tag'
import { type NewInTree, TreePage } from '@/shared/ui/tree/tree-page'

type Category = Schemas['ItemCategoryOut']
type CategoryInput = Schemas['ItemCategoryIn']

const RESOURCE = '/api/v1/item-categories'
const PATH = '/catalog/item-categories'

function input({ version, code, name, parent_id, remark, active }: Category): CategoryInput {
  return { version, code, name, parent_id, remark, active }
}

const spec = (parentId: string | null): DocumentSpec<Category> => ({
  type: 'item_category',
  resource: RESOURCE,
  blank: (id) => ({
    id,
    version: 0,
    code: '',
    name: '',
    parent_id: parentId,
    level: 1,
    path: '',
    remark: '',
    active: true,
  }),
  toBody: input,
})

export default function ItemCategoryPage() {
  const { t } = useTranslation('catalog')
  const { id } = useParams()
  const { state } = useLocation()
  const parentId = (state as NewInTree | null)?.parentId ?? null

  return (
    <TreePage<Category>
      title={t('category.list')}
      resource={RESOURCE}
      path={PATH}
      grant="catalog.manage"
      currentId={id}
      moved={(row, parent_id) => input({ ...row, parent_id })}
      words={{
        newTop: t('category.new_top'),
        newBelow: t('category.new_below'),
        choose: t('category.choose'),
      }}
      empty={{ title: t('category.empty'), hint: t('category.empty_hint') }}
    >
      {id && (
        <RecordPage<Category>
          spec={spec(parentId)}
          id={id}
          title={(category) => (
            <>
              {category.version === 0 ? t('category.new') : `${category.code} ${category.name}`}
              {!category.active && <StateTag state="inactive" />}
            </>
          )}
          listHref={PATH}
          grant="catalog.manage"
          side={['audit']}
          fields={() => [
            { name: 'code', label: t('item.code'), kind: 'text', required: true, maxLength: 50, span: 2 },
            { name: 'name', label: t('item.name'), kind: 'text', required: true, maxLength: 200, span: 2 },
            {
              name: 'parent_id',
              label: t('category.parent'),
              kind: 'remote',
              source: itemCategorySource,
              span: 2,
              hint: t('category.parent_hint'),
            },
            { name: 'active', label: t('item.active'), kind: 'boolean', span: 2 },
            { name: 'remark', label: t('item.remark'), kind: 'longtext', span: 4 },
          ]}
        />
      )}
    </TreePage>
  )
}
