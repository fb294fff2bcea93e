import type { ReactNode } from 'react'
import { isFigure, ListCell } from '@/shared/ui/list/list-cell'
import type { ListColumn } from '@/shared/ui/list/types'
import table from '@/shared/ui/plain-table.module.css'
import styles from './batch-trace.module.css'

interface TraceTableProps<Row> {
  label: string
  columns: ListColumn<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  empty: string
  /** What is grey because it is over. */
  faded?: (row: Row) => boolean
  children?: ReactNode
}

/** A table of a trace: all its rows at once, with columns as lists have them. */
export function TraceTable<Row extends object>(props: TraceTableProps<Row>) {
  const { label, columns, rows, rowKey, empty, faded, children } = props
  if (rows.length === 0) return <p className={styles.empty}>{empty}</p>
  const kind = (column: ListColumn<Row>) => (isFigure(column.kind) ? table.figure : undefined)
  return (
    <div className={styles.body}>
      <table className={table.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={kind(column)} style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={faded?.(row) ? styles.faded : undefined}>
              {columns.map((column) => (
                <td key={column.key} className={kind(column) ?? table.cut}>
                  <ListCell column={column} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </div>
  )
}
