import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'

export default function UnitListPage() {
  const { t } = useTranslation('catalog')
  const can = useCan()
  const create = can('catalog.manage') && (
    <Link to="/catalog/units/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('unit.new')}
      </Button>
    </Link>
  )
  return (
    <ListPage<Schemas['UnitOut']>
      id="catalog.units"
      title={t('unit.list')}
      resource="/api/v1/units"
      columns={[
        { key: 'code', title: t('unit.code'), width: 120, sortable: true },
        { key: 'name_zh', title: t('unit.name_zh'), width: 200 },
        { key: 'name_en', title: t('unit.name_en'), width: 200 },
        { key: 'remark', title: t('item.remark'), width: 260 },
        { key: 'active', title: t('item.active'), width: 80, kind: 'boolean' },
      ]}
      filters={[{ field: 'active', label: t('item.active'), kind: 'boolean' }]}
      defaultSort="code"
      rowHref={(row) => `/catalog/units/${row.id}`}
      actions={create}
      empty={{ title: t('unit.empty'), hint: t('unit.empty_hint'), action: create }}
    />
  )
}
