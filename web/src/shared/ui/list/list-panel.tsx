import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Query } from '../../lib/api'
import { Panel } from '../panel'
import table from '../plain-table.module.css'
import { Section } from '../section'
import { isFigure, KindCell, ListCell } from './list-cell'
import styles from './list-panel.module.css'
import type { ListColumn } from './types'
import { useList } from './use-list'

interface ListPanelProps<Row> {
  title: string
  /** The list resource and its narrowing: `/api/v1/stock/balances`, `{ owner_id }`. */
  resource: string
  query: Query
  /** Those without a width share what the others leave. */
  columns: ListColumn<Row>[]
  /** The page that shows the same list in full. */
  href: string
  /** Shown when there are no rows. */
  empty: string
  limit?: number
}

/** The first rows of a list as a part of another page, with the totals of all and the way to the rest. */
export function ListPanel<Row extends { id: string }>(props: ListPanelProps<Row>) {
  const { title, resource, query, columns, href, empty, limit = 8 } = props
  const { t } = useTranslation('list')
  const list = useList<Row>(resource, { ...query, limit })
  const total = list.data?.total ?? 0
  const kind = (column: ListColumn<Row>) => (isFigure(column.kind) ? table.figure : undefined)
  return (
    <Section title={title} extra={<Link to={href}>{t('panel.open')}</Link>}>
      <div className={styles.body}>
        <Panel query={list}>
          {({ rows, more, totals }) =>
            rows.length === 0 ? (
              <p className={styles.empty}>{empty}</p>
            ) : (
              <table className={table.table} aria-label={title}>
                <thead>
                  <tr>
                    {columns.map((column) => (
                      <th
                        key={column.key}
                        scope="col"
                        className={kind(column)}
                        style={{ width: column.width }}
                      >
                        {column.title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      {columns.map((column) => (
                        <td key={column.key} className={kind(column) ?? table.cut}>
                          <ListCell column={column} row={row} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
                {!more && columns.some((column) => column.total) && (
                  <tfoot>
                    <tr>
                      {columns.map((column, index) => (
                        <td key={column.key} className={kind(column)}>
                          {column.total ? (
                            <KindCell kind={column.kind} value={totals[column.key]} />
                          ) : (
                            index === 0 && t('totals', { count: total })
                          )}
                        </td>
                      ))}
                    </tr>
                  </tfoot>
                )}
              </table>
            )
          }
        </Panel>
      </div>
      {total > limit && (
        <Link to={href} className={styles.all}>
          {list.data?.more ? t('panel.open') : t('panel.all', { count: total })}
        </Link>
      )}
    </Section>
  )
}
