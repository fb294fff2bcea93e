import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '@/shared/lib/decimal'
import { Chart, type ChartOption } from '@/shared/ui/chart'
import type { Period } from '../rules/cost-by-period'
import styles from './cost-by-time.module.css'
import type { NamedCategory } from './period-table'

interface PeriodChartProps {
  periods: Period[]
  categories: NamedCategory[]
  onPick: (period: Period, categoryId: string) => void
}

export function PeriodChart({ periods, categories, onPick }: PeriodChartProps) {
  const { t, i18n } = useTranslation('reports')
  const option = useMemo<ChartOption>(() => {
    const rough = new Intl.NumberFormat(i18n.language, { notation: 'compact' })
    const told = ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) => {
      const [period, category] = [periods[dataIndex], categories[seriesIndex]]
      const amount = period && category && period.amounts[category.id]
      return amount ? `${period.name}\n${category.name} ${formatMoney(amount)}` : ''
    }
    return {
      grid: { top: 36, right: 12, bottom: 4, left: 8, containLabel: true },
      legend: { top: 0, left: 8, itemWidth: 12, itemHeight: 12 },
      // Plain text: names that people gave are never read as markup.
      tooltip: { trigger: 'item', renderMode: 'richText', formatter: told },
      xAxis: { type: 'category', data: periods.map((period) => period.name), axisTick: { show: false } },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => rough.format(value) } },
      series: categories.map((category) => ({
        type: 'bar',
        stack: 'cost',
        name: category.name,
        barMaxWidth: 36,
        cursor: 'pointer',
        data: periods.map((period) => Number(period.amounts[category.id] ?? 0)),
      })),
    }
  }, [periods, categories, i18n.language])
  return (
    <div className={styles.chart}>
      <Chart
        label={t('by_time')}
        option={option}
        height={316}
        onPick={({ dataIndex, seriesName }) => {
          const period = periods[dataIndex]
          const category = categories.find((one) => one.name === seriesName)
          if (period && category) onPick(period, category.id)
        }}
      />
    </div>
  )
}
