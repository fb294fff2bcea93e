import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { costEntriesHref } from '@/shared/lib/ledger-links'
import { Section } from '@/shared/ui/section'
import { costByPeriod, fittingGrain, GRAINS, type Grain } from '../rules/cost-by-period'
import type { ProjectCost } from '../rules/statement'
import styles from './cost-by-time.module.css'
import { PeriodChart } from './period-chart'
import { PeriodTable } from './period-table'

/** Cost by category and month: the chart to look at, the table to reckon with, both of the same figures. */
export function CostByTime({ cost }: { cost: ProjectCost }) {
  const { t, i18n } = useTranslation('reports')
  const navigate = useNavigate()
  const [chosen, choose] = useState<Grain>()
  const grain = chosen ?? fittingGrain(cost.months)
  const periods = useMemo(() => costByPeriod(cost.months, grain), [cost.months, grain])
  const categories = useMemo(
    () =>
      cost.categories.map((one) => ({
        id: one.category_id,
        name: i18n.language === 'en' && one.name_en ? one.name_en : one.name,
        amount: one.amount,
      })),
    [cost.categories, i18n.language],
  )
  const projectId = cost.row.id
  const grains = (
    <Segmented<Grain>
      size="small"
      aria-label={t('grain.label')}
      value={grain}
      onChange={choose}
      options={GRAINS.map((value) => ({ value, label: t(`grain.${value}`) }))}
    />
  )
  return (
    <Section title={t('by_time')} extra={grains}>
      {periods.length === 0 ? (
        <p className={styles.empty}>{t('no_cost')}</p>
      ) : (
        <div className={styles.sides}>
          <PeriodChart
            periods={periods}
            categories={categories}
            onPick={(period, categoryId) =>
              void navigate(
                costEntriesHref({
                  project_id: projectId,
                  category_id: categoryId,
                  with_below: false,
                  posting_date_from: period.first,
                  posting_date_to: period.last,
                }),
              )
            }
          />
          <PeriodTable
            projectId={projectId}
            periods={periods}
            categories={categories}
            total={cost.row.cost}
          />
        </div>
      )}
    </Section>
  )
}
