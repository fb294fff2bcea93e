import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { useScope } from '@/shared/session/scope'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'
import { StateTag } from '@/shared/ui/state-tag'
import { NewButton } from '../components/use-goods-list'

type Row = Schemas['MaterialRequisitionRow']

export default function RequisitionListPage() {
  const { t } = useTranslation('inventory')
  const { company, project } = useScope()
  const shared = useDocumentColumns<Row>()
  const create = (
    <NewButton to="/inventory/requisitions/new" grant="inventory.requisition">
      {t('requisition.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      id="inventory.requisitions"
      title={t('requisition.list')}
      resource="/api/v1/material-requisitions"
      columns={[
        shared.number(),
        shared.state(),
        {
          key: 'issued',
          title: t('requisition.progress'),
          width: 110,
          render: (row) => <StateTag state={row.issued} />,
        },
        shared.businessDate(),
        { key: 'needed_on', title: t('requisition.needed_on'), kind: 'date', width: 110, sortable: true },
        { key: 'project_code', title: t('requisition.project_code'), width: 110, sortable: true },
        { key: 'project_name', title: t('words:project'), width: 200 },
        shared.warehouse(),
        { key: 'use_place', title: t('requisition.use_place'), width: 150 },
        shared.linesCount(),
        shared.createdBy(),
        shared.remark(true),
      ]}
      filters={[
        shared.stateFilter(['draft', 'submitted', 'approved', 'closed']),
        { field: 'open', label: t('requisition.still_open'), kind: 'boolean' },
        ...(project ? [] : [shared.projectFilter()]),
        shared.warehouseFilter(),
        shared.dateFilter(),
      ]}
      fixed={{ company_id: company?.id, project_id: project?.id }}
      defaultSort="-created_at"
      searchHint={t('requisition.search')}
      rowHref={(row) => `/inventory/requisitions/${row.id}`}
      actions={create}
      empty={{ title: t('requisition.empty'), hint: t('requisition.empty_hint'), action: create }}
    />
  )
}
