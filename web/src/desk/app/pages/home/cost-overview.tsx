import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { getJson, type Page } from '@/shared/lib/api'
import { costEntriesHref, projectCostHref } from '@/shared/lib/ledger-links'
import { Drill } from '@/shared/ui/drill'
import { EmptyState } from '@/shared/ui/empty-state'
import { Money } from '@/shared/ui/figures'
import { Panel } from '@/shared/ui/panel'
import styles from '../home-page.module.css'
import { HomePanel } from './home-panel'

type Row = Schemas['StatementRowOut']

const SHOWN = 5
const STATEMENT = '/reports/project-costs'

/** The projects that cost most, the length of each bar beside the dearest. */
export function CostOverview() {
  const { t } = useTranslation('shell')
  const query = useQuery({
    queryKey: ['reports', 'largest'],
    queryFn: ({ signal }) =>
      getJson<Page<Row>>('/api/v1/reports/project-costs', { limit: SHOWN, sort: '-cost' }, signal),
  })
  const borne = query.data?.rows.filter((row) => Number(row.cost) > 0) ?? []
  const largest = Number(borne[0]?.cost ?? 0)
  const width = (amount: string) => `${Math.max(0, (Number(amount) / largest) * 100)}%`
  const all = query.data && <Link to={STATEMENT}>{t('home.costs_all', { count: query.data.total })}</Link>
  return (
    <HomePanel title={t('home.costs')} extra={all}>
      <Panel query={query}>
        {({ totals }) =>
          borne.length === 0 ? (
            <EmptyState title={t('home.costs_none')} />
          ) : (
            <ul className={styles.list}>
              {borne.map((row) => (
                <li key={row.id} className={styles.cost}>
                  <Link to={projectCostHref(row.id)} title={`${row.code} ${row.name}`}>
                    {row.code} {row.name}
                  </Link>
                  <span className={styles.bar} aria-hidden="true">
                    <span style={{ width: width(row.material) }} />
                    <span style={{ width: width(row.other) }} />
                  </span>
                  <Drill to={costEntriesHref({ project_id: row.id })}>
                    <Money value={row.cost} />
                  </Drill>
                </li>
              ))}
              <li className={styles.cost}>
                <strong className={styles.key}>
                  <i /> {t('home.material')} <i /> {t('home.other')}
                </strong>
                <span />
                <strong>
                  <Drill to={STATEMENT}>
                    <Money value={totals.cost} />
                  </Drill>
                </strong>
              </li>
            </ul>
          )
        }
      </Panel>
    </HomePanel>
  )
}
