import { LeftOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { documentHref } from '@/shared/lib/document-links'
import { useKnownOn } from '@/shared/lib/known-on'
import { Panel } from '@/shared/ui/panel'
import { ReadAt } from '@/shared/ui/read-at'
import { StateTag } from '@/shared/ui/state-tag'
import { useProject } from '../api/use-project'
import { projectCostKey, useProjectCost } from '../api/use-project-cost'
import { CostByTime } from '../components/cost-by-time'
import { HeadFigures } from '../components/head-figures'
import { NodeCosts } from '../components/node-costs'
import { OpenOrders, ProjectStock } from '../components/project-panels'
import type { StatementRow } from '../rules/statement'
import styles from './project-cost-page.module.css'

/**
 * What a project costs, from every side, now or as known at the end of a day; every figure is one press away from the
 * rows that make it. What lies and what is to come are told as of now only.
 */
export default function ProjectCostPage() {
  const { id = '' } = useParams()
  const knownOn = useKnownOn()
  const query = useProjectCost(id, knownOn)
  return (
    <div className={styles.page}>
      <KnownOn />
      <Panel query={query}>
        {(cost) => (
          <>
            <Head row={cost.row} />
            <HeadFigures row={cost.row} />
            <CostByTime key={id} cost={cost} />
            <div className={styles.sides}>
              <NodeCosts projectId={id} nodes={cost.nodes} total={cost.row.cost} />
              {!knownOn && (
                <div className={styles.stack}>
                  <ProjectStock projectId={id} />
                  <OpenOrders projectId={id} />
                </div>
              )}
            </div>
          </>
        )}
      </Panel>
    </div>
  )
}

/** Stays where it is when the day is refused, so that another can be chosen. */
function KnownOn() {
  const { t } = useTranslation('list')
  const id = useId()
  const [search, setSearch] = useSearchParams()
  const change = (day: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      if (day) next.set('known_on', day)
      else next.delete('known_on')
      return next
    })
  return (
    <div className={`${styles.known} ${search.get('known_on') ? '' : styles.screen}`}>
      <label htmlFor={id}>{t('filters.known_on')}</label>
      <Input
        id={id}
        size="small"
        type="date"
        value={search.get('known_on') ?? ''}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  )
}

function Head({ row }: { row: StatementRow }) {
  const { t } = useTranslation('reports')
  const project = useProject(row.id)
  const href = documentHref('project', row.id)
  const name = `${row.code} ${row.name}`
  const facts = project && [project.company_name, project.manager_name, project.currency].filter(Boolean)
  return (
    <header className={styles.head}>
      <Link
        to="/reports/project-costs"
        className={styles.screen}
        aria-label={t('statement')}
        title={t('statement')}
      >
        <LeftOutlined />
      </Link>
      <h1>{href ? <Link to={href}>{name}</Link> : name}</h1>
      <StateTag state={row.status} />
      {facts && <span className={styles.facts}>{facts.join(' · ')}</span>}
      <span className={styles.spread} />
      <ReadAt of={projectCostKey(row.id, useKnownOn())} />
      <Button className={styles.screen} icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </header>
  )
}
