import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import type { Party } from '../rules/party-draft'

export default function PartyListPage() {
  const { t } = useTranslation('catalog')
  const can = useCan()
  const create = can('catalog.manage') && (
    <Link to="/catalog/parties/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('party.new')}
      </Button>
    </Link>
  )
  const columns: ListColumn<Party>[] = [
    { key: 'code', title: t('item.code'), width: 120, sortable: true },
    { key: 'name', title: t('item.name'), width: 280, sortable: true },
    { key: 'is_supplier', title: t('party.supplier'), width: 90, kind: 'boolean' },
    { key: 'is_customer', title: t('party.customer'), width: 90, kind: 'boolean' },
    { key: 'credit_code', title: t('party.credit_code'), width: 190 },
    {
      key: 'contacts',
      title: t('party.contacts'),
      width: 200,
      render: ({ contacts }) => contacts.map(({ name, phone }) => `${name} ${phone}`.trim()).join(', '),
    },
    { key: 'address', title: t('party.address'), width: 240, hidden: true },
    { key: 'bank_name', title: t('party.bank_name'), width: 200, hidden: true },
    { key: 'bank_account', title: t('party.bank_account'), width: 190, hidden: true },
    { key: 'remark', title: t('item.remark'), width: 200, hidden: true },
    { key: 'active', title: t('item.active'), width: 80, kind: 'boolean' },
  ]
  const filters: ListFilter[] = [
    {
      field: 'role',
      label: t('party.role'),
      kind: 'select',
      options: [
        { value: 'supplier', label: t('party.supplier') },
        { value: 'customer', label: t('party.customer') },
      ],
    },
    { field: 'active', label: t('item.active'), kind: 'boolean' },
  ]
  return (
    <ListPage<Party>
      id="catalog.parties"
      title={t('party.list')}
      resource="/api/v1/parties"
      columns={columns}
      filters={filters}
      defaultSort="code"
      searchHint={t('party.search_hint')}
      rowHref={(row) => `/catalog/parties/${row.id}`}
      actions={create}
      empty={{ title: t('party.empty'), hint: t('party.empty_hint'), action: create }}
    />
  )
}
