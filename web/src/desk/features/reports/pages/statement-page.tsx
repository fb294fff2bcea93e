import { useTranslation } from 'react-i18next'
import { asKnown, useKnownOn } from '@/shared/lib/known-on'
import { projectCostHref } from '@/shared/lib/ledger-links'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { ReadAt } from '@/shared/ui/read-at'
import { FIGURES, type Figure, ROWS_OF, type StatementRow } from '../rules/statement'

const RESOURCE = '/api/v1/reports/project-costs'
/** Room for the totals, which are the longest. */
const WIDTHS: Record<Figure, number> = {
  ordered: 144,
  received: 144,
  open: 90,
  stock: 128,
  material: 144,
  other: 120,
  cost: 144,
}
const STATUSES = ['draft', 'released', 'technically_complete', 'closed'] as const

export default function StatementPage() {
  const { t } = useTranslation('reports')
  const knownOn = useKnownOn()
  const columns: ListColumn<StatementRow>[] = [
    { key: 'code', title: t('project_code'), width: 104, sortable: true },
    { key: 'name', title: t('project_name'), width: 178, sortable: true },
    { key: 'status', title: t('status'), width: 110, kind: 'state', sortable: true, hidden: true },
    ...FIGURES.map(
      (figure): ListColumn<StatementRow> => ({
        key: figure,
        title: t(`figure.${figure}`),
        width: WIDTHS[figure],
        kind: 'money',
        sortable: true,
        total: true,
        drill: (row) => ROWS_OF[figure](row.id, knownOn),
      }),
    ),
  ]
  const filters: ListFilter[] = [
    {
      field: 'status',
      label: t('status'),
      kind: 'select',
      options: STATUSES.map((value) => ({ value, label: t(`common:state.${value}`) })),
    },
    useKnownFilter(),
  ]
  return (
    <ListPage<StatementRow>
      id="reports.project_costs"
      title={t('statement')}
      resource={RESOURCE}
      columns={columns}
      filters={filters}
      defaultSort="-cost"
      searchHint={t('search_projects')}
      rowHref={(row) => asKnown(projectCostHref(row.id), knownOn)}
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('statement_empty'), hint: t('statement_empty_hint') }}
    />
  )
}
