import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { percent } from '@/shared/lib/arithmetic'
import { isZero } from '@/shared/lib/decimal'
import { costEntriesHref } from '@/shared/lib/ledger-links'
import { Drill } from '@/shared/ui/drill'
import { Money } from '@/shared/ui/figures'
import table from '@/shared/ui/plain-table.module.css'
import { Section } from '@/shared/ui/section'
import { type NodeCost, visibleNodes } from '../rules/tree'
import styles from './node-costs.module.css'

interface NodeCostsProps {
  projectId: string
  nodes: NodeCost[]
  total: string
}

/** The work breakdown with what each node bears itself and with all below it. */
export function NodeCosts({ projectId, nodes, total }: NodeCostsProps) {
  const { t } = useTranslation('reports')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) => {
    const next = new Set(folded)
    if (!next.delete(id)) next.add(id)
    setFolded(next)
  }
  const entries = (node: NodeCost, below: boolean) =>
    costEntriesHref({
      project_id: projectId,
      node_id: node.node_id,
      with_below: below ? undefined : false,
    })
  return (
    <Section title={t('by_node')}>
      <div className={styles.body}>
        <table className={table.table} aria-label={t('by_node')}>
          <thead>
            <tr>
              <th scope="col">{t('node')}</th>
              <th scope="col" className={`${table.figure} ${styles.amount}`}>
                {t('own')}
              </th>
              <th scope="col" className={`${table.figure} ${styles.amount}`}>
                {t('with_below')}
              </th>
              <th scope="col" className={styles.share}>
                {t('share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {visibleNodes(nodes, folded).map((node) => (
              <tr key={node.node_id} data-node={node.code}>
                <td className={table.cut} title={`${node.code} ${node.name}`}>
                  <span style={{ paddingInlineStart: node.level * 18 }} />
                  {node.hasChildren ? (
                    <button
                      type="button"
                      className={styles.fold}
                      aria-expanded={!folded.has(node.node_id)}
                      aria-label={t('fold', { node: node.code })}
                      onClick={() => toggle(node.node_id)}
                    >
                      {folded.has(node.node_id) ? <CaretRightOutlined /> : <CaretDownOutlined />}
                    </button>
                  ) : (
                    <span className={styles.fold} />
                  )}
                  <span className={styles.code}>{node.code}</span> {node.name}
                </td>
                <td className={table.figure}>
                  {!isZero(node.own) && (
                    <Drill to={entries(node, false)}>
                      <Money value={node.own} />
                    </Drill>
                  )}
                </td>
                <td className={table.figure}>
                  <Drill to={entries(node, true)}>
                    <Money value={node.total} />
                  </Drill>
                </td>
                <td className={styles.share}>
                  <Share part={node.total} whole={total} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('total')}</th>
              <td />
              <td className={table.figure}>
                <Drill to={costEntriesHref({ project_id: projectId })}>
                  <Money value={total} />
                </Drill>
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  )
}

function Share({ part, whole }: { part: string; whole: string }) {
  const share = percent(part, whole)
  if (share === null) return null
  return (
    <span className={styles.bar}>
      <span style={{ width: `${Math.min(100, Math.max(0, Number(share)))}%` }} />
      <span className="figure">{share} %</span>
    </span>
  )
}
