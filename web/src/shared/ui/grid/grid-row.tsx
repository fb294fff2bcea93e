import { memo } from 'react'
import { Link } from 'react-router'
import { isEditable, numberFormat, shownText } from './cells'
import styles from './grid.module.css'
import type { GridColumn, GridLine } from './types'
import type { RowFaults } from './use-grid-faults'

interface GridRowProps<L extends GridLine> {
  line: L
  index: number
  top: number
  columns: GridColumn<L>[]
  template: string
  faults: RowFaults
  /** Selected columns, first and last; -1 where the row has none. */
  from: number
  to: number
  readOnly: boolean
}

const negative = (text: string): boolean => text.startsWith('-')

function GridRowPlain<L extends GridLine>(props: GridRowProps<L>) {
  const { line, index, top, columns, template, faults, from, to, readOnly } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      style={{ top, gridTemplateColumns: template }}
      data-line={index + 1}
    >
      <div
        role="rowheader"
        className={styles.number}
        data-row={index}
        data-fault={faults[''] !== undefined}
        title={faults['']}
      >
        {index + 1}
      </div>
      {columns.map((column, place) => {
        const text = shownText(column, line)
        const figure = numberFormat(column) !== null
        const fault = faults[column.key]
        const href = column.kind === 'readonly' ? column.href?.(line) : undefined
        return (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={place + 2}
            aria-selected={place >= from && place <= to}
            aria-readonly={readOnly || !isEditable(column, line)}
            aria-invalid={fault !== undefined}
            className={styles.cell}
            data-row={index}
            data-column={place}
            data-kind={figure ? 'figure' : column.kind}
            data-negative={figure && negative(text)}
            title={fault ?? text}
          >
            {href && text ? <Link to={href}>{text}</Link> : text}
          </div>
        )
      })}
    </div>
  )
}

/** Rendered again only when its own line, faults or selection change: typing touches one row of five hundred. */
export const GridRow = memo(GridRowPlain) as typeof GridRowPlain
