import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { ListPage } from '@/shared/ui/list/list-page'
import { type FrozenCost, monthName } from '../rules/periods'

/** What a month froze: what each node bore in it, and by its end. */
export default function PeriodCostPage() {
  const { t } = useTranslation('accounting')
  const { company } = useScope()
  const month = useSearchParams()[0].get('month') ?? ''
  return (
    <ListPage<FrozenCost>
      id="accounting.period-costs"
      title={t('period.cost_title', { month: monthName(month) })}
      resource="/api/v1/period-costs"
      columns={[
        { key: 'project_code', title: t('project'), width: 130 },
        { key: 'project_name', title: t('project_name'), width: 200 },
        { key: 'node_code', title: t('node'), width: 120, sortable: true },
        { key: 'node_name', title: t('node_name'), width: 200 },
        { key: 'category_name', title: t('category'), width: 150 },
        { key: 'in_month', title: t('in_month'), kind: 'money', width: 150, sortable: true, total: true },
        { key: 'to_date', title: t('to_date'), kind: 'money', width: 150, sortable: true, total: true },
      ]}
      fixed={{ company_id: company?.id, month }}
      defaultSort="node_code"
      empty={{ title: t('period.nothing_borne'), hint: t('period.frozen_hint') }}
    />
  )
}
