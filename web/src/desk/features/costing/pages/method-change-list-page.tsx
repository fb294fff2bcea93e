import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'
import { itemSource } from '@/shared/ui/sources'

type Row = Schemas['MethodChangeRow']

export default function MethodChangeListPage() {
  const { t } = useTranslation('costing')
  const can = useCan()
  const { company } = useScope()
  const shared = useDocumentColumns<Row>()
  const create = can('costing.method') && (
    <Link to="/costing/method-changes/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('method.new')}
      </Button>
    </Link>
  )
  return (
    <ListPage<Row>
      id="costing.method-changes"
      title={t('method.list')}
      resource="/api/v1/method-changes"
      columns={[
        shared.number(),
        shared.state(),
        { ...shared.businessDate(), title: t('method.since') },
        { ...shared.remark(), width: 300 },
        shared.createdBy(),
      ]}
      filters={[
        shared.stateFilter(['draft', 'posted', 'reversed']),
        { field: 'item_id', label: t('words:item'), kind: 'remote', source: itemSource },
        shared.dateFilter(),
      ]}
      fixed={{ company_id: company?.id }}
      defaultSort="-business_date"
      searchHint={t('method.search')}
      rowHref={(row) => `/costing/method-changes/${row.id}`}
      actions={create}
      empty={{ title: t('method.empty'), hint: t('method.empty_hint'), action: create }}
    />
  )
}
