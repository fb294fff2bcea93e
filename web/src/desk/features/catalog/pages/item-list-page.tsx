import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Item } from '@/api'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { itemCategorySource } from '@/shared/ui/sources'

export default function ItemListPage() {
  const { t } = useTranslation('catalog')
  const can = useCan()
  const create = can('catalog.manage') && (
    <Link to="/catalog/items/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('item.new')}
      </Button>
    </Link>
  )
  const columns: ListColumn<Item>[] = [
    { key: 'code', title: t('item.code'), width: 120, sortable: true },
    { key: 'name', title: t('item.name'), width: 240, sortable: true },
    { key: 'specification', title: t('item.specification'), width: 180 },
    { key: 'brand', title: t('item.brand'), width: 110 },
    { key: 'category_name', title: t('item.category'), width: 130 },
    { key: 'base_unit', title: t('item.base_unit'), width: 90 },
    {
      key: 'tracking',
      title: t('item.tracking'),
      width: 110,
      render: (row) => t(`item.tracking_${row.tracking}`),
    },
    {
      key: 'valuation_method',
      title: t('item.valuation'),
      width: 130,
      render: (row) => t(`item.valuation_${row.valuation_method}`),
    },
    {
      key: 'barcodes',
      title: t('item.barcodes'),
      width: 160,
      hidden: true,
      render: (row) => row.barcodes.join(', '),
    },
    { key: 'active', title: t('item.active'), width: 80, kind: 'boolean' },
  ]
  const filters: ListFilter[] = [
    { field: 'category_id', label: t('item.category'), kind: 'remote', source: itemCategorySource },
    {
      field: 'tracking',
      label: t('item.tracking'),
      kind: 'select',
      options: [
        { value: 'none', label: t('item.tracking_none') },
        { value: 'batch', label: t('item.tracking_batch') },
        { value: 'serial', label: t('item.tracking_serial') },
      ],
    },
    { field: 'active', label: t('item.active'), kind: 'boolean' },
  ]
  return (
    <ListPage<Item>
      id="catalog.items"
      title={t('item.list')}
      resource="/api/v1/items"
      columns={columns}
      filters={filters}
      defaultSort="code"
      searchHint={t('common:picker.items')}
      rowHref={(row) => `/catalog/items/${row.id}`}
      actions={create}
      empty={{ title: t('item.empty'), hint: t('item.empty_hint'), action: create }}
    />
  )
}
