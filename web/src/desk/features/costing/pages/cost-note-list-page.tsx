import { PlusOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'
import { costCategorySource } from '@/shared/ui/sources'

type Row = Schemas['CostNoteRow']

export default function CostNoteListPage() {
  const { t } = useTranslation('costing')
  const can = useCan()
  const { company, project } = useScope()
  const shared = useDocumentColumns<Row>()
  const create = can('costing.record') && (
    <Space>
      <Link to="/costing/over-use/new">
        <Button>{t('over_use.new')}</Button>
      </Link>
      <Link to="/costing/notes/new">
        <Button type="primary" icon={<PlusOutlined />}>
          {t('note.new')}
        </Button>
      </Link>
    </Space>
  )
  return (
    <ListPage<Row>
      id="costing.notes"
      title={t('note.list')}
      resource="/api/v1/cost-notes"
      columns={[
        shared.number(),
        shared.state(),
        { key: 'kind', title: t('note.kind'), width: 100, render: (row) => t(`note.kinds.${row.kind}`) },
        shared.businessDate(),
        shared.amount(),
        { ...shared.remark(), width: 320 },
        shared.createdBy(),
      ]}
      filters={[
        shared.stateFilter(['draft', 'posted', 'reversed']),
        {
          field: 'kind',
          label: t('note.kind'),
          kind: 'select',
          options: (['cost', 'over_use'] as const).map((value) => ({
            value,
            label: t(`note.kinds.${value}`),
          })),
        },
        ...(project ? [] : [shared.projectFilter()]),
        { field: 'category_id', label: t('words:category'), kind: 'remote', source: costCategorySource },
        shared.dateFilter(),
      ]}
      fixed={{ company_id: company?.id, project_id: project?.id }}
      defaultSort="-business_date"
      searchHint={t('note.search')}
      rowHref={(row) => `/costing/${row.kind === 'cost' ? 'notes' : 'over-use'}/${row.id}`}
      actions={create}
      empty={{ title: t('note.empty'), hint: t('note.empty_hint'), action: create }}
    />
  )
}
