import { Table, type TableColumnType, type TableProps } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useElementHeight } from '../../lib/use-element-height'
import { isShown, ordered, useColumnPrefs } from './column-prefs'
import { HeaderCell } from './header-cell'
import styles from './list.module.css'
import { isFigure, KindCell, ListCell } from './list-cell'
import type { ListColumn } from './types'
import { useRowKeys } from './use-row-keys'

const HEAD_PX = 33
const TOTALS_PX = 32
const BONES = Array.from({ length: 12 }, (_, index) => ({ id: `bone-${index}` }))
const CHECK_WIDTH = 36

interface ListTableProps<Row extends { id: string }> {
  id: string
  label: string
  columns: ListColumn<Row>[]
  /** Undefined while they are fetched for the first time. */
  rows: Row[] | undefined
  /** Newer rows are on their way; the old ones stay readable. */
  stale: boolean
  totals: Record<string, string> | undefined
  total: number
  sort: string
  onSort: (sort: string) => void
  rowHref?: (row: Row) => string
  chosen?: string[]
  onChoose?: (ids: string[]) => void
  empty: ReactNode
}

const widthOf = (column: ListColumn<never>, widths: Record<string, number>): number =>
  widths[column.key] ?? column.width ?? (isFigure(column.kind) ? 120 : 140)

export function ListTable<Row extends { id: string }>(props: ListTableProps<Row>) {
  const { id, label, columns, rows, stale, totals, total, sort, onSort, rowHref, chosen, onChoose, empty } =
    props
  const { t } = useTranslation('list')
  const navigate = useNavigate()
  const [frame, height] = useElementHeight<HTMLDivElement>()
  const { prefs, setWidth } = useColumnPrefs(id)
  const [active, setActive] = useState(0)
  const shown = ordered(columns, prefs).filter((column) => isShown(column, prefs))
  const open = (row: Row | undefined) => row && rowHref && void navigate(rowHref(row))
  const onKeyDown = useRowKeys({ frame, count: rows?.length ?? 0, open: (index) => open(rows?.[index]) })

  const tableColumns = shown.map((column, index): TableColumnType<Row> => {
    const direction = sort === column.key ? 'ascend' : sort === `-${column.key}` ? 'descend' : null
    return {
      key: column.key,
      title: column.title,
      width: widthOf(column, prefs.widths),
      align: isFigure(column.kind) ? 'right' : undefined,
      ellipsis: true,
      sorter: column.sortable,
      sortOrder: direction,
      onHeaderCell: () => ({ onResizeTo: (width: number) => setWidth(column.key, width) }) as object,
      render: (_, row) =>
        rows ? (
          <ListCell column={column} row={row} href={index === 0 ? rowHref?.(row) : undefined} />
        ) : (
          <span className={styles.bone} />
        ),
    }
  })
  const sums = shown.some((column) => column.total) && totals && total > 0
  const lead = onChoose ? 1 : 0
  const table: TableProps<Row> = {
    size: 'small',
    rowKey: 'id',
    columns: tableColumns,
    dataSource: rows ?? (BONES as Row[]),
    pagination: false,
    showSorterTooltip: false,
    sortDirections: ['ascend', 'descend', 'ascend'],
    components: { header: { cell: HeaderCell } },
    scroll: {
      x: shown.reduce((sum, column) => sum + widthOf(column, prefs.widths), lead * CHECK_WIDTH),
      y: Math.max(120, height - HEAD_PX - (sums ? TOTALS_PX : 0)),
    },
    locale: { emptyText: empty },
    onChange: (_page, _filters, sorter) => {
      const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter
      onSort(order === 'descend' ? `-${String(columnKey)}` : String(columnKey))
    },
    rowSelection: onChoose && {
      columnWidth: CHECK_WIDTH,
      selectedRowKeys: chosen,
      preserveSelectedRowKeys: true,
      onChange: (keys) => onChoose(keys.map(String)),
    },
    onRow: (row, index = 0) => ({
      tabIndex: rows && index === active ? 0 : -1,
      'data-row': index,
      onFocus: () => setActive(index),
      onDoubleClick: () => open(row),
    }),
  }
  return (
    <section
      ref={frame}
      className={styles.table}
      data-stale={stale}
      aria-label={label}
      aria-busy={stale || !rows}
      onKeyDown={onKeyDown}
    >
      <Table<Row>
        {...table}
        summary={() =>
          sums ? (
            <Table.Summary fixed="bottom">
              <Table.Summary.Row className={styles.totals}>
                {lead > 0 && <Table.Summary.Cell index={0} />}
                {shown.map((column, index) => (
                  <Table.Summary.Cell
                    key={column.key}
                    index={index + lead}
                    align={isFigure(column.kind) ? 'right' : undefined}
                  >
                    {column.total ? (
                      <KindCell kind={column.kind} value={totals[column.key]} />
                    ) : index === 0 ? (
                      t('totals', { count: total })
                    ) : null}
                  </Table.Summary.Cell>
                ))}
              </Table.Summary.Row>
            </Table.Summary>
          ) : null
        }
      />
    </section>
  )
}
