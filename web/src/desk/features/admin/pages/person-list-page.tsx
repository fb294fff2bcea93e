import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'

export default function PersonListPage() {
  const { t } = useTranslation('admin')
  const create = (
    <Link to="/admin/people/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('person.new')}
      </Button>
    </Link>
  )
  return (
    <ListPage<Schemas['PersonOut']>
      id="admin.people"
      title={t('person.list')}
      resource="/api/v1/people"
      columns={[
        { key: 'username', title: t('person.username'), width: 180, sortable: true },
        { key: 'name', title: t('person.name'), width: 220, sortable: true },
        {
          key: 'language',
          title: t('person.language'),
          width: 120,
          render: ({ language }) => t(`common:language.${language}`),
        },
        { key: 'active', title: t('person.active'), width: 90, kind: 'boolean' },
      ]}
      filters={[{ field: 'active', label: t('person.active'), kind: 'boolean' }]}
      defaultSort="name"
      searchHint={t('person.search_hint')}
      rowHref={(row) => `/admin/people/${row.id}`}
      actions={create}
      empty={{ title: t('person.empty'), action: create }}
    />
  )
}
