import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { useMe } from '@/shared/session/use-me'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { StateTag } from '@/shared/ui/state-tag'
import { loadWarehouse, sendWarehouse, WAREHOUSES } from '../api/warehouse-store'
import { PlaceGrids } from '../components/place-grids'
import { blankWarehouse, trimWarehouse, type WarehouseDraft } from '../rules/warehouse-draft'

export default function WarehousePage() {
  const { t } = useTranslation('catalog')
  const { id = 'new' } = useParams()
  const { companies } = useMe()
  const { company } = useScope()

  const spec: DocumentSpec<WarehouseDraft> = {
    type: 'warehouse',
    resource: WAREHOUSES,
    load: loadWarehouse,
    send: sendWarehouse,
    blank: (newWarehouseId) => blankWarehouse(newWarehouseId, company),
    trim: trimWarehouse,
  }
  const fields = (warehouse: WarehouseDraft): HeadField<WarehouseDraft>[] => [
    { name: 'code', label: t('item.code'), kind: 'text', required: true, maxLength: 50 },
    { name: 'name', label: t('item.name'), kind: 'text', required: true, span: 2, maxLength: 200 },
    { name: 'active', label: t('item.active'), kind: 'boolean' },
    {
      name: 'kind',
      label: t('warehouse.kind'),
      kind: 'select',
      options: (['central', 'site'] as const).map((value) => ({
        value,
        label: t(`warehouse.kind_${value}`),
      })),
    },
    {
      name: 'company_id',
      label: t('warehouse.company'),
      kind: 'select',
      required: true,
      span: 2,
      locked: warehouse.version > 0,
      options: companies.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` })),
    },
    { name: 'address', label: t('party.address'), kind: 'text', span: 4, maxLength: 300 },
    { name: 'remark', label: t('item.remark'), kind: 'longtext', span: 4 },
  ]

  return (
    <RecordPage<WarehouseDraft>
      spec={spec}
      id={id}
      title={(warehouse) => (
        <>
          {warehouse.version === 0 ? t('warehouse.new') : `${warehouse.code} ${warehouse.name}`}
          {!warehouse.active && <StateTag state="inactive" />}
        </>
      )}
      listHref="/catalog/warehouses"
      grant="catalog.manage"
      side={['audit']}
      labels={{ zones: t('warehouse.zones'), bins: t('warehouse.bins') }}
      fields={fields}
      below={(warehouse, state, editable) => (
        <PlaceGrids warehouse={warehouse} state={state} editable={editable} />
      )}
    />
  )
}
