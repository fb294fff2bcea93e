import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'
import { partySource } from '@/shared/ui/sources'
import { KINDS } from '../rules/value-note-draft'

type Row = Schemas['ValueNoteRow']

export default function ValueNoteListPage() {
  const { t } = useTranslation('costing')
  const can = useCan()
  const { company } = useScope()
  const shared = useDocumentColumns<Row>()
  const create = can('costing.record') && (
    <Link to="/costing/value-notes/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('value.new')}
      </Button>
    </Link>
  )
  return (
    <ListPage<Row>
      id="costing.value-notes"
      title={t('value.list')}
      resource="/api/v1/value-notes"
      columns={[
        shared.number(),
        shared.state(),
        shared.businessDate(),
        {
          key: 'kind',
          title: t('value.kind'),
          width: 120,
          sortable: true,
          render: (row) => t(`value.kinds.${row.kind}`),
        },
        { key: 'party_name', title: t('note.party'), width: 180 },
        { key: 'reference', title: t('value.reference'), width: 140 },
        { key: 'charge', title: t('value.charge'), kind: 'money', width: 120 },
        { ...shared.amount(), title: t('value.change') },
        { ...shared.remark(), width: 220 },
        shared.createdBy(),
      ]}
      filters={[
        shared.stateFilter(['draft', 'posted', 'reversed']),
        {
          field: 'kind',
          label: t('value.kind'),
          kind: 'select',
          options: KINDS.map((kind) => ({ value: kind, label: t(`value.kinds.${kind}`) })),
        },
        { field: 'party_id', label: t('note.party'), kind: 'remote', source: partySource() },
        shared.dateFilter(),
      ]}
      fixed={{ company_id: company?.id }}
      defaultSort="-business_date"
      searchHint={t('value.search')}
      rowHref={(row) => `/costing/value-notes/${row.id}`}
      actions={create}
      empty={{ title: t('value.empty'), hint: t('value.empty_hint'), action: create }}
    />
  )
}
