import { LeftOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { documentHref } from '@/shared/lib/document-links'
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

/** What a project costs, from every side; every figure is one press away from the rows that make it. */
export default function ProjectCostPage() {
  const { id = '' } = useParams()
  const query = useProjectCost(id)
  return (
    <div className={styles.page}>
      <Panel query={query}>
        {(cost) => (
          <>
            <Head row={cost.row} />
            <HeadFigures row={cost.row} />
            <CostByTime key={id} cost={cost} />
            <div className={styles.sides}>
              <NodeCosts projectId={id} nodes={cost.nodes} total={cost.row.cost} />
              <div className={styles.stack}>
                <ProjectStock projectId={id} />
                <OpenOrders projectId={id} />
              </div>
            </div>
          </>
        )}
      </Panel>
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
      <ReadAt of={projectCostKey(row.id)} />
      <Button className={styles.screen} icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </header>
  )
}
