import { CheckOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DateCell } from '../date-cell'
import { Drill } from '../drill'
import { Money, Quantity, UnitPrice } from '../figures'
import { StateTag } from '../state-tag'
import type { CellKind, ListColumn } from './types'

export const isFigure = (kind: CellKind | undefined): boolean =>
  kind === 'money' || kind === 'quantity' || kind === 'unit_price'

const read = (row: object, key: string): unknown => (row as Record<string, unknown>)[key]

const asText = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value)

export function KindCell({ kind, value }: { kind: CellKind | undefined; value: unknown }) {
  const { t } = useTranslation('common')
  const text = asText(value)
  switch (kind) {
    case 'money':
      return <Money value={text} />
    case 'quantity':
      return <Quantity value={text} />
    case 'unit_price':
      return <UnitPrice value={text} />
    case 'date':
      return <DateCell value={text} />
    case 'state':
      return <StateTag state={text} />
    case 'boolean':
      return value === true ? <CheckOutlined aria-label={t('yes')} /> : null
    default:
      return text
  }
}

interface ListCellProps<Row> {
  column: ListColumn<Row>
  row: Row
  /** Where the row opens, for the column that carries the link. */
  href?: string
}

export function ListCell<Row extends object>({ column, row, href }: ListCellProps<Row>) {
  const content: ReactNode = column.render ? (
    column.render(row)
  ) : (
    <KindCell kind={column.kind} value={read(row, column.key)} />
  )
  const drill = column.drill?.(row)
  if (drill) return <Drill to={drill}>{content}</Drill>
  // The row itself takes the keyboard; its link is for the pointer, a new tab and the address bar.
  return href ? (
    <Link to={href} tabIndex={-1}>
      {content}
    </Link>
  ) : (
    content
  )
}
