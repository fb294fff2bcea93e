import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { ListFilter } from '@/shared/ui/list/types'
import {
  binSource,
  holderSource,
  itemCategorySource,
  itemSource,
  nodeSource,
  projectSource,
  warehouseSource,
} from '@/shared/ui/sources'
import { batchSource } from '../rules/sources'

type T = TFunction<'stock'>

/** What stock on hand can be narrowed to. */
export function useBalanceFilters(): ListFilter[] {
  const { t } = useTranslation('stock')
  const [search] = useSearchParams()
  return [
    ...goods(t),
    { field: 'category_id', label: t('category'), kind: 'remote', source: itemCategorySource },
    ...places(t, search.get('warehouse_id')),
    { field: 'owner_id', label: t('owner'), kind: 'remote', source: projectSource },
    { field: 'general', label: t('general'), kind: 'boolean' },
    holder(t),
    { field: 'held', label: t('held'), kind: 'boolean' },
    {
      field: 'ownership',
      label: t('ownership.label'),
      kind: 'select',
      options: (['own', 'owner_supplied', 'consignment'] as const).map((value) => ({
        value,
        label: t(`ownership.${value}`),
      })),
    },
  ]
}

/** What the stock ledger can be narrowed to; nodes are those of a project, so they can be chosen once it is. */
export function useMoveFilters(): ListFilter[] {
  const { t } = useTranslation('stock')
  const [search] = useSearchParams()
  const projectId = search.get('project_id')
  const filters: ListFilter[] = [
    { field: 'business_date', label: t('business_date'), kind: 'dates' },
    ...goods(t),
    ...places(t, search.get('warehouse_id')),
    { field: 'project_id', label: t('project'), kind: 'remote', source: projectSource },
    holder(t),
  ]
  if (!projectId) return filters
  return [...filters, { field: 'node_id', label: t('node'), kind: 'remote', source: nodeSource(projectId) }]
}

/** Bins are those of a warehouse, so they can be chosen once it is. */
function places(t: T, warehouseId: string | null): ListFilter[] {
  const warehouse: ListFilter = {
    field: 'warehouse_id',
    label: t('warehouse'),
    kind: 'remote',
    source: warehouseSource,
  }
  if (!warehouseId) return [warehouse]
  return [warehouse, { field: 'bin_id', label: t('bin'), kind: 'remote', source: binSource(warehouseId) }]
}

const holder = (t: T): ListFilter => ({
  field: 'holder_id',
  label: t('holder'),
  kind: 'remote',
  source: holderSource,
})

const goods = (t: T): ListFilter[] => [
  { field: 'item_id', label: t('item'), kind: 'remote', source: itemSource },
  { field: 'batch_id', label: t('batch'), kind: 'remote', source: batchSource },
]
