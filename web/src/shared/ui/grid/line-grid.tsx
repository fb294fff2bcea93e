import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberFormat } from './cells'
import { columnWidths, NUMBER_WIDTH, ROW_HEIGHT } from './column-widths'
import styles from './grid.module.css'
import { GridEditor } from './grid-editor'
import { GridRow } from './grid-row'
import { GridToolbar } from './grid-toolbar'
import { GridTotals } from './grid-totals'
import type { GridLine, LineGridProps } from './types'
import { type LineGridState, useLineGrid } from './use-line-grid'
import { useViewport } from './use-viewport'

/**
 * The lines of a document, typed like a spreadsheet: see `README.md` for its keys.
 *
 * Focus never leaves the one editor, which follows the focused cell; rows out of sight are not drawn.
 */
export function LineGrid<L extends GridLine>(props: LineGridProps<L>) {
  const { lines, columns, label, readOnly = false, revealFaults = true } = props
  const { t } = useTranslation('grid')
  const id = useId()
  const grid = useLineGrid(props)
  const { focus, block, editor, faults } = grid
  const [focused, setFocused] = useState(false)
  const [room, setRoom] = useState(0)

  const widths = useMemo(() => columnWidths(columns, room), [columns, room])
  const left = NUMBER_WIDTH + widths.slice(0, focus.column).reduce((sum, width) => sum + width, 0)
  const cell = { row: focus.row, left, width: widths[focus.column] ?? 0 }
  const view = useViewport(lines.length, cell)
  if (view.width !== room) setRoom(view.width)
  const template = [NUMBER_WIDTH, ...widths].map((width) => `${width}px`).join(' ')
  const total = NUMBER_WIDTH + widths.reduce((sum, width) => sum + width, 0)
  const hasTotals = columns.some((column) => column.total)

  // New faults from the server: go to the first, once.
  const revealed = useRef(faults.source)
  useEffect(() => {
    if (revealed.current === faults.source) return
    revealed.current = faults.source
    const row = lines.findIndex((line) => Object.keys(faults.of(line.id)).length > 0)
    const line = lines[row]
    if (!revealFaults || !line) return
    const place = columns.findIndex((column) => faults.of(line.id)[column.key] !== undefined)
    grid.select({ row, column: Math.max(0, place) })
    editor.current?.scrollIntoView({ block: 'center' })
    editor.current?.focus({ preventScroll: true })
  })

  const cellAt = (event: React.MouseEvent) => {
    const found = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset
    if (found?.row === undefined) return null
    return { row: Number(found.row), column: found.column === undefined ? null : Number(found.column) }
  }
  const onMouseDown = (event: React.MouseEvent) => {
    const hit = cellAt(event)
    if (!hit || event.button !== 0) return
    // The editor keeps the focus; a click only moves it to another cell.
    event.preventDefault()
    if (!grid.commit()) grid.stopEdit()
    if (hit.column === null) grid.selectRow(hit.row)
    else grid.select({ row: hit.row, column: hit.column }, event.shiftKey)
    editor.current?.focus({ preventScroll: true })
  }
  const onMouseOver = (event: React.MouseEvent) => {
    const hit = cellAt(event)
    if (hit && hit.column !== null && event.buttons === 1 && focused && !grid.editing)
      grid.select({ row: hit.row, column: hit.column }, true)
  }

  const rows = lines.slice(view.first, view.last + 1)
  return (
    <div className={styles.frame} data-focused={focused}>
      <div ref={view.ref} className={styles.viewport}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way; every one of these has a key. */}
        {/* biome-ignore lint/a11y/useKeyWithMouseEvents: as above. */}
        <div
          className={styles.inner}
          style={{ width: total }}
          onMouseDown={onMouseDown}
          onMouseOver={onMouseOver}
        >
          <div
            role="grid"
            aria-label={label}
            aria-rowcount={lines.length + (hasTotals ? 2 : 1)}
            aria-colcount={columns.length + 1}
            aria-readonly={readOnly}
          >
            <div
              role="row"
              aria-rowindex={1}
              className={styles.head}
              style={{ gridTemplateColumns: template }}
            >
              <div role="columnheader" className={styles.number} aria-label={t('line')} />
              {columns.map((column) => (
                <div
                  key={column.key}
                  role="columnheader"
                  className={styles.cell}
                  data-kind={numberFormat(column) ? 'figure' : undefined}
                  title={column.title}
                >
                  {column.title}
                </div>
              ))}
            </div>
            <div role="rowgroup" className={styles.body} style={{ height: lines.length * ROW_HEIGHT }}>
              {rows.map((line, offset) => {
                const index = view.first + offset
                const selected = index >= block.top && index <= block.bottom
                return (
                  <GridRow
                    key={line.id}
                    line={line}
                    index={index}
                    top={index * ROW_HEIGHT}
                    columns={columns}
                    template={template}
                    faults={faults.of(line.id)}
                    from={selected ? block.left : -1}
                    to={selected ? block.right : -1}
                    readOnly={readOnly}
                  />
                )
              })}
            </div>
            {hasTotals && <GridTotals lines={lines} columns={columns} template={template} />}
          </div>
          <GridEditor
            id={id}
            // The editor shows and moves; what it does with lines goes through the grid's own commands.
            grid={grid as unknown as LineGridState}
            place={{
              top: (focus.row + 1) * ROW_HEIGHT,
              left: cell.left,
              width: cell.width,
              height: ROW_HEIGHT,
            }}
            roomBelow={hasTotals}
            canScan={props.onScan !== undefined}
            onFocusChange={setFocused}
          />
        </div>
      </div>
      {!readOnly && <GridToolbar grid={grid} />}
    </div>
  )
}
