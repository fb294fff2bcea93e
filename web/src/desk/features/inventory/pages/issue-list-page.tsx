import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'

import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['GoodsIssueRow']

export default function IssueListPage() {
  const { t } = useTranslation('inventory')
  const list = useGoodsList<Row>({
    own: [
      { key: 'requisition_number', title: t('issue.requisition'), width: 140 },
      { key: 'recipient', title: t('issue.recipient'), width: 120, sortable: true },
    ],
    filters: [{ field: 'batch_reason', label: t('issue.later_batch'), kind: 'boolean' }],
  })
  const create = (
    <NewButton to="/inventory/issues/new" grant="inventory.issue">
      {t('issue.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.issues"
      title={t('issue.list')}
      resource="/api/v1/goods-issues"
      searchHint={t('issue.search')}
      rowHref={(row) => `/inventory/issues/${row.id}`}
      actions={create}
      empty={{ title: t('issue.empty'), hint: t('issue.empty_hint'), action: create }}
    />
  )
}
