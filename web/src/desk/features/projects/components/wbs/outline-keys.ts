import type { KeyboardEvent } from 'react'
import { addSibling, indent, isBlank, moveBy, outdent } from '../../rules/outline'
import { COLUMNS, type OutlineState } from './use-outline'

interface KeyTargets {
  outline: OutlineState
  /** What can't be removed is told. */
  onKept: () => void
  /** Leaves the cells for the outline as a whole, from where Tab leads on. */
  onLeave: () => void
}

/** The caret stands where an arrow would leave the text. */
function atEdge(target: EventTarget, side: 'start' | 'end'): boolean {
  if (!(target instanceof HTMLInputElement) || target.type !== 'text') return true
  const edge = side === 'start' ? 0 : target.value.length
  return target.selectionStart === edge && target.selectionEnd === edge
}

function withAlt(event: KeyboardEvent, { rows, place, apply }: OutlineState): boolean {
  switch (event.key) {
    case 'ArrowUp':
      apply(moveBy(rows, place.row, -1))
      return true
    case 'ArrowDown':
      apply(moveBy(rows, place.row, 1))
      return true
    case 'ArrowRight':
      apply(indent(rows, place.row))
      return true
    case 'ArrowLeft':
      apply(outdent(rows, place.row))
      return true
    default:
      return false
  }
}

function withControl(event: KeyboardEvent, { outline, onKept }: KeyTargets): boolean {
  switch (event.key.toLowerCase()) {
    case 's':
      outline.save()
      return true
    case 'z':
      outline.undo()
      return true
    case 'delete':
    case 'backspace':
      if (!outline.remove(outline.place.row)) onKept()
      return true
    default:
      return false
  }
}

function plain(event: KeyboardEvent, { outline, onLeave }: KeyTargets): boolean {
  const { rows, place, apply, go } = outline
  const toRow = (row: number) => go({ ...place, row: Math.max(0, Math.min(row, rows.length - 1)) })
  const toColumn = (by: 1 | -1) => {
    const column = COLUMNS[COLUMNS.indexOf(place.column) + by]
    if (column) go({ ...place, column })
    return column !== undefined
  }
  const row = rows[place.row]
  switch (event.key) {
    case 'Enter':
      apply(addSibling(rows, place.row), 'name')
      return true
    case 'Tab':
      apply(event.shiftKey ? outdent(rows, place.row) : indent(rows, place.row))
      return true
    case 'Escape':
      onLeave()
      return true
    case 'ArrowUp':
      toRow(place.row - 1)
      return true
    case 'ArrowDown':
      toRow(place.row + 1)
      return true
    case 'ArrowLeft':
      return atEdge(event.target, 'start') && toColumn(-1)
    case 'ArrowRight':
      return atEdge(event.target, 'end') && toColumn(1)
    case 'Backspace':
      return row !== undefined && isBlank(row) && rows.length > 1 && outline.remove(place.row)
    default:
      return false
  }
}

/** The keys of the outline; see the help beside it. An input method gets its keys first. */
export function outlineKey(event: KeyboardEvent, targets: KeyTargets): void {
  if (event.nativeEvent.isComposing) return
  const used =
    event.ctrlKey || event.metaKey
      ? withControl(event, targets)
      : event.altKey
        ? withAlt(event, targets.outline)
        : plain(event, targets)
  if (used) event.preventDefault()
}
