import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'

import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['GoodsIssueRow']

export default function IssueListPage() {
  const { t } = useTranslation('inventory')
  const can = useCan()
  const list = useGoodsList<Row>({
    own: [
      { key: 'requisition_number', title: t('issue.requisition'), width: 140 },
      { key: 'recipient', title: t('issue.recipient'), width: 120, sortable: true },
      { key: 'supplier_name', title: t('direct.supplier'), width: 140 },
    ],
    filters: [
      { field: 'straight', label: t('direct.title'), kind: 'boolean' },
      { field: 'batch_reason', label: t('issue.later_batch'), kind: 'boolean' },
    ],
  })
  const create = (
    <Space>
      {can('inventory.receive') && can('inventory.issue') && (
        <Link to="/inventory/direct/new">
          <Button>{t('direct.new')}</Button>
        </Link>
      )}
      <NewButton to="/inventory/issues/new" grant="inventory.issue">
        {t('issue.new')}
      </NewButton>
    </Space>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.issues"
      title={t('issue.list')}
      resource="/api/v1/goods-issues"
      searchHint={t('issue.search')}
      rowHref={(row) => `/inventory/${row.supplier_id ? 'direct' : 'issues'}/${row.id}`}
      actions={create}
      empty={{ title: t('issue.empty'), hint: t('issue.empty_hint'), action: create }}
    />
  )
}
