import { type Ref, useImperativeHandle, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ROW_HEIGHT } from '@/shared/ui/grid/column-widths'
import { useViewport } from '@/shared/ui/grid/use-viewport'
import type { Step } from '../../api/use-node-step'
import { type DropPlace, drop, effective, numbers, type OutlineRow, type WbsNode } from '../../rules/outline'
import { parseOutline } from '../../rules/parse-outline'
import { outlineKey } from './outline-keys'
import { useLatest } from './use-latest'
import type { OutlineState } from './use-outline'
import styles from './wbs.module.css'
import { type RowCommands, WbsRow } from './wbs-row'

interface OutlineRowsProps {
  ref: Ref<HTMLDivElement>
  outline: OutlineState
  editable: boolean
  /** Something was changed by key or drag: the focus follows. */
  onChange: () => void
  onKept: () => void
  onStep: (node: WbsNode, step: Step) => void
  onAddBelow: (at: number) => void
  onPaste: (rows: OutlineRow[]) => void
}

const HEADS = ['code', 'name', 'node_type', 'plannable', 'chargeable', 'billable', 'status'] as const

/** The rows in sight, their keys, the clipboard and dragging. */
export function OutlineRows(props: OutlineRowsProps) {
  const { outline, editable, onChange } = props
  const { t } = useTranslation('projects')
  const { rows, place, byId, dirty } = outline
  const view = useViewport(rows.length, { row: place.row, left: 0, width: 0 })
  useImperativeHandle(props.ref, () => view.ref.current as HTMLDivElement)
  const [dragged, setDragged] = useState<number | null>(null)
  const [target, setTarget] = useState<{ row: number; place: DropPlace } | null>(null)
  const number = useMemo(() => numbers(rows), [rows])
  const faults = useMemo(() => {
    const byRow = new Map<string, Record<string, string>>()
    for (const { rowId, field, detail } of outline.faults)
      byRow.set(rowId, { [field]: detail, ...byRow.get(rowId) })
    return byRow
  }, [outline.faults])

  const latest = useLatest({ ...props, dragged, target })
  // The same for all rows and all draws, so that a row is drawn again only when it changes itself.
  const commands = useMemo((): RowCommands => {
    const now = () => latest.current
    return {
      go: (row, column) => {
        const here = now().outline.place
        if (here.row !== row || here.column !== column) now().outline.go({ row, column })
      },
      set: (row, part) => now().outline.set(row, part),
      drag: setDragged,
      over: (row, where) =>
        setTarget((before) =>
          before?.row === row && before.place === where ? before : { row, place: where },
        ),
      drop: () => {
        const { dragged: from, target: to, outline: current } = now()
        if (from !== null && to) current.apply(drop(current.rows, from, to.row, to.place))
        setDragged(null)
        setTarget(null)
        now().onChange()
      },
      endDrag: () => {
        setDragged(null)
        setTarget(null)
      },
      step: (node, step) => now().onStep(node, step),
      addBelow: (at) => now().onAddBelow(at),
      remove: (at) => {
        if (!now().outline.remove(at)) now().onKept()
      },
    }
  }, [latest])

  const onKeyDown = (event: React.KeyboardEvent) => {
    const inCell = event.target !== view.ref.current
    if (!inCell) {
      if (['Enter', 'F2', 'ArrowDown', 'ArrowUp'].includes(event.key)) {
        event.preventDefault()
        onChange()
      }
      return
    }
    if (!editable) return
    const cell = (event.target as HTMLElement).dataset.cell
    // The menu opens by its own keys, and while it is open they are all its own.
    if (!cell || (place.column === 'menu' && event.key === 'Enter')) return
    outlineKey(event, { outline, onKept: props.onKept, onLeave: () => view.ref.current?.focus() })
    if (event.defaultPrevented && event.key !== 'Escape') onChange()
  }
  const onPaste = (event: React.ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!editable || !/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    props.onPaste(parseOutline(text))
  }

  return (
    <div
      ref={view.ref}
      role="treegrid"
      aria-label={t('wbs.title')}
      aria-rowcount={rows.length + 1}
      aria-readonly={!editable}
      tabIndex={0}
      className={styles.viewport}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    >
      <div role="row" aria-rowindex={1} className={styles.head}>
        <div role="columnheader" aria-label={t('wbs.drag')} />
        <div role="columnheader">{t('wbs.number')}</div>
        {HEADS.map((head) => (
          <div
            key={head}
            role="columnheader"
            title={t(`wbs.${head}_hint`)}
            className={head.endsWith('able') ? styles.flag : undefined}
          >
            {t(`wbs.${head}`)}
          </div>
        ))}
        <div role="columnheader" aria-label={t('wbs.menu', { node: '' })} />
      </div>
      <div className={styles.body} style={{ height: rows.length * ROW_HEIGHT }}>
        {rows.slice(view.first, view.last + 1).map((row, offset) => {
          const at = view.first + offset
          const { node_type, ...flags } = effective(rows, at)
          const node = byId.get(row.id)
          return (
            <WbsRow
              key={row.id}
              row={row}
              at={at}
              number={number[at] ?? ''}
              nodeType={node_type}
              {...flags}
              node={node}
              here={place.row === at ? place.column : null}
              faults={faults.get(row.id)}
              dropPlace={dragged !== null && target?.row === at ? target.place : null}
              editable={editable}
              commands={commands}
              dirty={dirty}
            />
          )
        })}
      </div>
    </div>
  )
}
