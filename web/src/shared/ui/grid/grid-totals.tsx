import { useTranslation } from 'react-i18next'
import { sum } from '../../lib/arithmetic'
import { Money, Quantity } from '../figures'
import { numberFormat } from './cells'
import styles from './grid.module.css'
import type { GridColumn, GridLine } from './types'

interface GridTotalsProps<L extends GridLine> {
  lines: L[]
  columns: GridColumn<L>[]
  template: string
}

/** Sums of what is in the grid at this moment, exact to the last digit. */
export function GridTotals<L extends GridLine>({ lines, columns, template }: GridTotalsProps<L>) {
  const { t } = useTranslation('grid')
  return (
    <div
      role="row"
      aria-rowindex={lines.length + 2}
      className={styles.totals}
      style={{ gridTemplateColumns: template }}
    >
      <div role="rowheader" className={styles.number}>
        {t('total')}
      </div>
      {columns.map((column, place) => {
        const total = column.total ? sum(lines.map((line) => String(line[column.key] ?? ''))) : null
        return (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={place + 2}
            className={styles.cell}
            data-kind={numberFormat(column) ? 'figure' : column.kind}
            data-total={column.key}
          >
            {total !== null &&
              (numberFormat(column) === 'money' ? <Money value={total} /> : <Quantity value={total} />)}
          </div>
        )
      })}
    </div>
  )
}
