import { useTranslation } from 'react-i18next'
import { sum } from '@/shared/lib/arithmetic'
import { costEntriesHref } from '@/shared/lib/ledger-links'
import { Drill } from '@/shared/ui/drill'
import { Money } from '@/shared/ui/figures'
import table from '@/shared/ui/plain-table.module.css'
import type { Period } from '../rules/cost-by-period'
import styles from './cost-by-time.module.css'

export interface NamedCategory {
  id: string
  name: string
  amount: string
}

interface PeriodTableProps {
  projectId: string
  periods: Period[]
  categories: NamedCategory[]
  /** What the project bears in all. */
  total: string
}

/** Months down, categories across; latest first, and only those in which something was borne. */
export function PeriodTable({ projectId, periods, categories, total }: PeriodTableProps) {
  const { t } = useTranslation('reports')
  const entries = (period: Period | null, category: NamedCategory | null) =>
    costEntriesHref({
      project_id: projectId,
      category_id: category?.id,
      with_below: category ? false : undefined,
      posting_date_from: period?.first,
      posting_date_to: period?.last,
    })
  const borne = periods.filter((period) => Object.keys(period.amounts).length > 0).reverse()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.table} tabIndex={0} aria-label={t('by_time')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('period')}</th>
            {categories.map((category) => (
              <th key={category.id} scope="col" className={table.figure}>
                {category.name}
              </th>
            ))}
            <th scope="col" className={table.figure}>
              {t('total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {borne.map((period) => (
            <tr key={period.name}>
              <td className="figure">{period.name}</td>
              {categories.map((category) => (
                <td key={category.id} className={table.figure}>
                  {period.amounts[category.id] !== undefined && (
                    <Drill to={entries(period, category)}>
                      <Money value={period.amounts[category.id]} />
                    </Drill>
                  )}
                </td>
              ))}
              <td className={table.figure}>
                <Drill to={entries(period, null)}>
                  <Money value={period.total} />
                </Drill>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            {categories.map((category) => (
              <td key={category.id} className={table.figure}>
                <Drill to={entries(null, category)}>
                  <Money value={sum(borne.map((period) => period.amounts[category.id]))} />
                </Drill>
              </td>
            ))}
            <td className={table.figure}>
              <Drill to={entries(null, null)}>
                <Money value={total} />
              </Drill>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
