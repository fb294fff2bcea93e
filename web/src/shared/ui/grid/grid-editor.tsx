import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { evaluate } from '../../lib/arithmetic'
import { beep } from '../../lib/beep'
import { formatQuantity } from '../../lib/decimal'
import { numberFormat, shownText } from './cells'
import styles from './grid.module.css'
import { gridKey } from './grid-keys'
import { optionId, SuggestList } from './suggest-list'
import type { GridColumn, GridLine } from './types'
import type { LineGridState } from './use-line-grid'
import { useScan } from './use-scan'

interface GridEditorProps {
  id: string
  grid: LineGridState & { column: GridColumn<GridLine> | undefined; line: GridLine | undefined }
  place: { top: number; left: number; width: number; height: number }
  canScan: boolean
  /** Whether anything lies below the last line that a sentence may cover. */
  roomBelow: boolean
  onFocusChange: (focused: boolean) => void
}

/**
 * The one input of the grid. It lies unseen over the focused cell, so that typing, an input method, a scanner and the
 * clipboard all reach it before any editing has begun, and it shows itself once there is something to edit.
 */
export function GridEditor({ id, grid, place, canScan, roomBelow, onFocusChange }: GridEditorProps) {
  const { t } = useTranslation('grid')
  const { column, line, editing, editor, suggestions, focus } = grid
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const scan = useScan()
  if (!column || !line) return null

  const fault = grid.faults.of(line.id)[column.key] ?? grid.faults.of(line.id)['']
  const result =
    editing && numberFormat(column) && /[-+*/×÷]/.test(editing.text) ? evaluate(editing.text) : null
  const told = grid.notice ?? fault ?? (result === null ? null : `= ${formatQuantity(result)}`)
  const listed = editing !== null && suggestions.open

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (canScan && event.key === 'Enter' && editing && scan.isScan(column, editing.text, event.timeStamp)) {
      event.preventDefault()
      void grid.scan(editing.text.trim()).then(beep)
      return
    }
    scan.key(event.timeStamp, event.key.length === 1)
    gridKey(event, grid)
  }
  const onClipboard = (event: React.ClipboardEvent) => {
    if (editing) return
    event.preventDefault()
    if (event.type === 'paste') return grid.paste(event.clipboardData.getData('text/plain'))
    event.clipboardData.setData('text/plain', grid.copy())
    if (event.type === 'cut') grid.clear()
  }

  const listId = `${id}-list`
  const combobox = listed && {
    role: 'combobox',
    'aria-expanded': true,
    'aria-controls': listId,
    'aria-activedescendant': suggestions.active >= 0 ? optionId(listId, suggestions.active) : undefined,
  }

  return (
    <div
      ref={setBox}
      className={styles.editor}
      style={place}
      data-editing={editing !== null}
      data-fault={Boolean(fault)}
    >
      <input
        ref={editor as RefObject<HTMLInputElement>}
        value={editing?.text ?? ''}
        readOnly={!grid.takesEntry(focus)}
        data-kind={numberFormat(column) ? 'figure' : undefined}
        autoComplete="off"
        spellCheck={false}
        {...combobox}
        aria-label={t('cell', { column: column.title, row: focus.row + 1, value: shownText(column, line) })}
        aria-invalid={Boolean(fault)}
        aria-describedby={`${id}-told`}
        onChange={(event) => grid.type(event.target.value)}
        onKeyDown={onKeyDown}
        onCopy={onClipboard}
        onCut={onClipboard}
        onPaste={onClipboard}
        onDoubleClick={() => !editing && grid.startEdit()}
        onFocus={() => onFocusChange(true)}
        onBlur={() => {
          onFocusChange(false)
          if (!grid.commit()) grid.stopEdit()
        }}
      />
      <span
        id={`${id}-told`}
        className={styles.told}
        data-fault={Boolean(grid.notice ?? fault)}
        data-above={!roomBelow && focus.row === grid.size.rows - 1}
        hidden={!told}
      >
        {told}
      </span>
      {listed && (
        <SuggestList
          id={listId}
          suggestions={suggestions}
          anchor={box}
          onChoose={(choice) => {
            grid.choose(choice)
            grid.step(1, true)
          }}
        />
      )}
    </div>
  )
}
