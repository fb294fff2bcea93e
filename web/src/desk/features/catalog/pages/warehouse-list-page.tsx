import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { useCan, useMe } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'

export default function WarehouseListPage() {
  const { t } = useTranslation('catalog')
  const can = useCan()
  const { companies } = useMe()
  const create = can('catalog.manage') && (
    <Link to="/catalog/warehouses/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('warehouse.new')}
      </Button>
    </Link>
  )
  return (
    <ListPage<Schemas['WarehouseOut']>
      id="catalog.warehouses"
      title={t('warehouse.list')}
      resource="/api/v1/warehouses"
      columns={[
        { key: 'code', title: t('item.code'), width: 120, sortable: true },
        { key: 'name', title: t('item.name'), width: 260, sortable: true },
        {
          key: 'kind',
          title: t('warehouse.kind'),
          width: 120,
          sortable: true,
          render: ({ kind }) => t(`warehouse.kind_${kind}`),
        },
        { key: 'company_name', title: t('warehouse.company'), width: 240, sortable: true },
        { key: 'address', title: t('party.address'), width: 260 },
        { key: 'remark', title: t('item.remark'), width: 200, hidden: true },
        { key: 'active', title: t('item.active'), width: 80, kind: 'boolean' },
      ]}
      filters={[
        {
          field: 'kind',
          label: t('warehouse.kind'),
          kind: 'select',
          options: (['central', 'site'] as const).map((value) => ({
            value,
            label: t(`warehouse.kind_${value}`),
          })),
        },
        {
          field: 'company_id',
          label: t('warehouse.company'),
          kind: 'select',
          options: companies.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` })),
        },
        { field: 'active', label: t('item.active'), kind: 'boolean' },
      ]}
      defaultSort="code"
      rowHref={(row) => `/catalog/warehouses/${row.id}`}
      actions={create}
      empty={{ title: t('warehouse.empty'), hint: t('warehouse.empty_hint'), action: create }}
    />
  )
}
