import { App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '@/shared/session/use-me'
import { EmptyState } from '@/shared/ui/empty-state'
import { Panel } from '@/shared/ui/panel'
import { addSibling, insertRows, newRow, subtreeEnd } from '../../rules/outline'
import { FaultList } from './fault-list'
import { NodeSteps } from './node-steps'
import { OutlineRows } from './outline-rows'
import { PasteDialog } from './paste-dialog'
import { type Column, type OutlineState, useOutline } from './use-outline'
import styles from './wbs.module.css'
import { WbsToolbar } from './wbs-toolbar'

/** The work breakdown of a project, typed like an outline and saved in one step. */
export function WbsEditor({ projectId, closed }: { projectId: string; closed: boolean }) {
  const { t } = useTranslation('projects')
  const { message } = App.useApp()
  const can = useCan()
  const outline = useOutline(projectId)
  const editable = can('projects.manage') && !closed
  const [pasting, setPasting] = useState(false)
  const cells = useRef<HTMLDivElement>(null)
  // Set when the next draw should put the focus into the place's cell: not on opening the page.
  const [wanted, setWanted] = useState(0)
  const focusCell = () => setWanted((before) => before + 1)

  const { row, column } = outline.place
  useEffect(() => {
    if (wanted === 0) return
    const cell = cells.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)
    if (cell && cell !== document.activeElement) cell.focus({ preventScroll: true })
  }, [wanted, row, column])

  const kept = () => void message.warning(t('wbs.has_postings'))
  const add = () => {
    if (outline.rows.length === 0) outline.begin()
    else outline.apply(addSibling(outline.rows, row), 'name')
    focusCell()
  }
  const addBelow = (at: number) => {
    const above = outline.rows[at]
    const place = subtreeEnd(outline.rows, at)
    const rows = outline.rows.toSpliced(place, 0, newRow({ level: (above?.level ?? 0) + 1 }))
    outline.apply({ rows: asSection(rows, at), row: place }, 'code')
    focusCell()
  }
  const paste = (rows: typeof outline.rows) => {
    setPasting(false)
    outline.apply(insertRows(outline.rows, row, rows), 'code')
    focusCell()
  }
  const goTo = (place: number, to: Column) => {
    outline.go({ row: place, column: to })
    focusCell()
  }

  return (
    <section>
      <h2>{t('wbs.title')}</h2>
      <Panel query={outline.query}>
        {() => (
          <div className={styles.frame}>
            <WbsToolbar
              projectId={projectId}
              outline={outline}
              editable={editable}
              onAdd={add}
              onPaste={() => setPasting(true)}
            />
            <FaultList outline={outline} onGo={goTo} />
            {outline.rows.length === 0 ? (
              <EmptyState
                title={t('wbs.empty')}
                hint={editable ? t('wbs.empty_hint') : undefined}
                action={editable && <Button onClick={add}>{t('wbs.add')}</Button>}
              />
            ) : (
              <NodeSteps projectId={projectId}>
                {(step) => (
                  <OutlineRows
                    ref={cells}
                    outline={outline}
                    editable={editable}
                    onChange={focusCell}
                    onKept={kept}
                    onStep={step}
                    onAddBelow={addBelow}
                    onPaste={paste}
                  />
                )}
              </NodeSteps>
            )}
          </div>
        )}
      </Panel>
      {pasting && <PasteDialog onPaste={paste} onCancel={() => setPasting(false)} />}
    </section>
  )
}

/** What was given something below it can be no task any more. */
function asSection(rows: OutlineState['rows'], at: number): OutlineState['rows'] {
  return rows.map((row, index) =>
    index === at && row.node_type === 'task' ? { ...row, node_type: 'section' } : row,
  )
}
