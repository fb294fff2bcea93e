import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Choice } from '../remote-source'
import { accept, type EntryFault, editedText, isEditable } from './cells'
import { fromTsv } from './clipboard'
import { at, blockOf, inside, nextStop } from './selection'
import type { Cell, GridLine, LineGridProps, Selection } from './types'
import { useGridFaults } from './use-grid-faults'
import { useGridLines } from './use-grid-lines'
import { useSuggestions } from './use-suggestions'

interface Editing {
  text: string
  /** Typed since the editor opened: an untouched editor changes nothing. */
  touched: boolean
}

/** Selection, editing and all commands of a grid; the keys are in `grid-keys.ts`, the look in the components. */
export function useLineGrid<L extends GridLine>(props: LineGridProps<L>) {
  const { lines, columns, readOnly = false } = props
  const { t } = useTranslation('grid')
  const [selected, setSelected] = useState<Selection>(at(0, 0))
  const [editing, setEditing] = useState<Editing | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const editor = useRef<HTMLInputElement>(null)

  const selection = inside(selected, lines.length, columns.length)
  const block = blockOf(selection)
  const { focus } = selection
  const column = columns[focus.column]
  const line = lines[focus.row]
  const faults = useGridFaults(lines, columns, props.faults)
  const report = (lineId: string, key: string, fault: EntryFault | null, text?: string) =>
    faults.report(lineId, key, fault && t(`fault.${fault}`, { text }))
  const store = useGridLines({ ...props, report })
  const suggestions = useSuggestions(column, line, editing?.touched ? editing.text : '', editing !== null)

  const takesEntry = ({ row, column: place }: Cell, of = lines): boolean => {
    const [a, b] = [columns[place], of[row]]
    return !readOnly && a !== undefined && b !== undefined && isEditable(a, b)
  }
  const select = (cell: Cell, extend = false) => {
    setNotice(null)
    setSelected(extend ? { anchor: selection.anchor, focus: cell } : { anchor: cell, focus: cell })
  }
  const startEdit = (text?: string) => {
    if (!column || !line || !takesEntry(focus)) return
    setNotice(null)
    const picks = column.kind === 'pick' || column.kind === 'select'
    setEditing({ text: text ?? (picks ? '' : editedText(column, line)), touched: text !== undefined })
  }
  const stopEdit = () => setEditing(null)

  const choose = (choice: Choice | null) => {
    if (!column || !line) return
    if (column.kind === 'select') store.enter(focus.row, focus.column, [[choice?.value ?? '']])
    else store.choose(line.id, column, choice)
    stopEdit()
  }
  /** Ends the entry and keeps it; false where it can't be kept and the editor stays open to mend it. */
  const commit = (): boolean => {
    if (!editing || !column || !line) return true
    const choice = suggestions.choices[suggestions.active]
    if (suggestions.open && !suggestions.behind && choice && !choice.disabled) choose(choice)
    else if (!editing.touched) stopEdit()
    else {
      const accepted = column.kind === 'pick' ? null : accept(column, line, editing.text)
      if (accepted && 'fault' in accepted) {
        report(line.id, column.key, accepted.fault)
        return false
      }
      store.enter(focus.row, focus.column, [[editing.text]])
      stopEdit()
    }
    return true
  }
  /** To the next cell that takes entries; from the last one into a new row, or out of the grid for Tab. */
  const step = (direction: 1 | -1, addRow: boolean): boolean => {
    const size = { rows: lines.length, columns: columns.length }
    // What was just chosen may have opened the next cell, and is not drawn yet.
    const next = nextStop(focus, direction, size, (cell) => takesEntry(cell, store.now()))
    if (next) {
      select(next)
      return true
    }
    const added = direction > 0 && addRow && !readOnly ? store.append() : null
    if (!added) return false
    const first = columns.findIndex((one) => isEditable(one, added.line))
    setSelected(at(added.row, Math.max(0, first)))
    return true
  }
  const paste = (text: string) => {
    if (readOnly) return
    const cells = fromTsv(text)
    const single = cells.length === 1 && cells[0]?.length === 1
    if (single && (block.top !== block.bottom || block.left !== block.right)) {
      const width = block.right - block.left + 1
      const value = cells[0]?.[0] ?? ''
      store.enter(
        block.top,
        block.left,
        Array.from({ length: block.bottom - block.top + 1 }, () => Array(width).fill(value)),
      )
      return
    }
    store.enter(block.top, block.left, cells)
    const width = Math.max(...cells.map((row) => row.length))
    setSelected({
      anchor: { row: block.top, column: block.left },
      focus: { row: block.top + cells.length - 1, column: block.left + width - 1 },
    })
  }
  const scan = async (code: string) => {
    stopEdit()
    const outcome = await props.onScan?.(code, focus.row)
    if (!outcome) return false
    if ('fault' in outcome) {
      setNotice(outcome.fault)
      return false
    }
    store.put(outcome.lines)
    select({ row: outcome.row, column: focus.column })
    return true
  }

  return {
    selection,
    block,
    focus,
    column,
    line,
    editing,
    notice,
    editor,
    readOnly,
    faults,
    suggestions,
    select,
    selectAll: () =>
      setSelected({
        anchor: { row: 0, column: 0 },
        focus: { row: lines.length - 1, column: columns.length - 1 },
      }),
    selectRow: (row: number) =>
      setSelected({ anchor: { row, column: columns.length - 1 }, focus: { row, column: 0 } }),
    startEdit,
    type: (text: string) => (editing ? setEditing({ text, touched: true }) : startEdit(text)),
    stopEdit,
    commit,
    choose,
    step,
    paste,
    scan,
    takesEntry,
    copy: () => store.copy(block),
    clear: () => !readOnly && store.clear(block),
    fillDown: () => !readOnly && store.fillDown(block),
    undo: () => !readOnly && store.undo(),
    addRow: () => {
      if (readOnly) return
      store.insert(block.bottom + 1)
      setSelected(at(block.bottom + 1, 0))
    },
    duplicate: () => {
      if (readOnly) return
      store.duplicate(block)
      setSelected(at(block.bottom + 1, focus.column))
    },
    remove: () => {
      if (readOnly) return
      store.remove(block)
      setSelected(at(block.top, focus.column))
    },
    size: { rows: lines.length, columns: columns.length },
  }
}

export type LineGridState = ReturnType<typeof useLineGrid<GridLine>>
