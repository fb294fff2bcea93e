import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { useFixedProject } from '@/shared/session/fixed-project'
import { useScope } from '@/shared/session/scope'
import { DocumentLink } from '@/shared/ui/document-link'
import { Quantity } from '@/shared/ui/figures'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { ReadAt } from '@/shared/ui/read-at'
import { itemSource, partySource, projectSource } from '@/shared/ui/sources'
import { WeightPercent } from '../components/weight-percent'

type Difference = Schemas['WeightDifferenceOut']

const RESOURCE = '/api/v1/stock/weight-differences'

/** What was weighed beside what the counted pieces should weigh, line by line. */
export default function WeightDifferenceListPage() {
  const { t } = useTranslation('stock')
  const { company } = useScope()
  return (
    <ListPage<Difference>
      id="stock.weight-differences"
      title={t('weights.title')}
      resource={RESOURCE}
      columns={useColumns()}
      filters={[...useFilters(), useKnownFilter()]}
      fixed={{ ...useFixedProject(), company_id: company?.id }}
      defaultSort="-business_date"
      searchHint={t('search_moves')}
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('weights.empty'), hint: t('weights.empty_hint') }}
    />
  )
}

function useColumns(): ListColumn<Difference>[] {
  const { t } = useTranslation('stock')
  return [
    { key: 'business_date', title: t('business'), width: 102, kind: 'date', sortable: true },
    {
      key: 'document_number',
      title: t('document'),
      width: 124,
      render: (row) => (
        <DocumentLink type={row.document_type} id={row.document_id} number={row.document_number} />
      ),
    },
    {
      key: 'item_code',
      title: t('item'),
      width: 150,
      sortable: true,
      render: (row) => `${row.item_code} ${row.item_name}`,
    },
    { key: 'item_specification', title: t('specification'), width: 130, hidden: true },
    { key: 'batch_no', title: t('batch'), width: 110, hidden: true },
    { key: 'from_place', title: t('from'), width: 116 },
    { key: 'to_place', title: t('to'), width: 150, hidden: true },
    {
      key: 'pieces',
      title: t('weights.pieces'),
      width: 80,
      kind: 'quantity',
      total: true,
      render: (row) => <Quantity value={row.pieces} unit={row.second_unit} />,
    },
    { key: 'factor', title: t('weights.factor'), width: 80, kind: 'quantity' },
    { key: 'theoretical', title: t('weights.theoretical'), width: 104, kind: 'quantity', total: true },
    {
      key: 'weighed',
      title: t('weights.weighed'),
      width: 104,
      kind: 'quantity',
      total: true,
      render: (row) => <Quantity value={row.weighed} unit={row.base_unit} />,
    },
    {
      key: 'difference',
      title: t('weights.difference'),
      width: 110,
      kind: 'quantity',
      sortable: true,
      total: true,
    },
    {
      key: 'percent',
      title: t('weights.percent'),
      width: 134,
      kind: 'quantity',
      sortable: true,
      render: (row) => <WeightPercent percent={row.percent} beyond={row.beyond_tolerance} />,
    },
    { key: 'tolerance', title: t('weights.tolerance'), width: 96, kind: 'quantity' },
  ]
}

function useFilters(): ListFilter[] {
  const { t } = useTranslation('stock')
  const kinds = (['goods_receipt', 'goods_issue'] as const).map((value) => ({
    value,
    label: t(`weights.${value}`),
  }))
  return [
    { field: 'business_date', label: t('business_date'), kind: 'dates' },
    { field: 'item_id', label: t('item'), kind: 'remote', source: itemSource },
    { field: 'supplier_id', label: t('supplier'), kind: 'remote', source: partySource({ role: 'supplier' }) },
    { field: 'project_id', label: t('project'), kind: 'remote', source: projectSource },
    { field: 'document_type', label: t('weights.kind'), kind: 'select', options: kinds },
    { field: 'beyond', label: t('weights.beyond'), kind: 'boolean' },
  ]
}
