import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'

export default function CompanyListPage() {
  const { t } = useTranslation('admin')
  const create = (
    <Link to="/admin/companies/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('company.new')}
      </Button>
    </Link>
  )
  return (
    <ListPage<Schemas['CompanyOut']>
      id="admin.companies"
      title={t('company.list')}
      resource="/api/v1/companies"
      columns={[
        { key: 'code', title: t('company.code'), width: 120, sortable: true },
        { key: 'name', title: t('company.name'), width: 320, sortable: true },
        { key: 'currency', title: t('company.currency'), width: 90 },
        { key: 'time_zone', title: t('company.time_zone'), width: 180 },
        { key: 'books_open_on', title: t('company.books_open_on'), width: 140, kind: 'date' },
      ]}
      defaultSort="code"
      rowHref={(row) => `/admin/companies/${row.id}`}
      actions={create}
      empty={{ title: t('company.empty'), action: create }}
    />
  )
}
