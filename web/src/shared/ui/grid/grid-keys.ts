import type { KeyboardEvent } from 'react'
import type { LineGridState } from './use-line-grid'

const PAGE_ROWS = 15

type Keyed = Omit<LineGridState, 'column' | 'line' | 'suggestions'> & Pick<LineGridState, 'suggestions'>

/** Where an arrow or its like leads; null for all other keys. */
function arrowTarget(event: KeyboardEvent, { focus, size }: Keyed) {
  const far = event.ctrlKey || event.metaKey
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1]
  const to = (row: number, column: number) => ({
    row: Math.max(0, Math.min(row, lastRow)),
    column: Math.max(0, Math.min(column, lastColumn)),
  })
  switch (event.key) {
    case 'ArrowUp':
      return to(far ? 0 : focus.row - 1, focus.column)
    case 'ArrowDown':
      return to(far ? lastRow : focus.row + 1, focus.column)
    case 'ArrowLeft':
      return to(focus.row, far ? 0 : focus.column - 1)
    case 'ArrowRight':
      return to(focus.row, far ? lastColumn : focus.column + 1)
    case 'PageUp':
      return to(focus.row - PAGE_ROWS, focus.column)
    case 'PageDown':
      return to(focus.row + PAGE_ROWS, focus.column)
    case 'Home':
      return to(far ? 0 : focus.row, 0)
    case 'End':
      return to(far ? lastRow : focus.row, lastColumn)
    default:
      return null
  }
}

/** Keys while a cell is being edited. True when the key was used. */
function keyInEditor(event: KeyboardEvent, grid: Keyed): boolean {
  const { suggestions, focus, size } = grid
  const list = suggestions.open && suggestions.choices.length > 0
  switch (event.key) {
    case 'Escape':
      grid.stopEdit()
      return true
    case 'Enter':
      if (grid.commit()) grid.step(event.shiftKey ? -1 : 1, true)
      return true
    case 'Tab':
      return !grid.commit() || grid.step(event.shiftKey ? -1 : 1, false)
    case 'ArrowDown':
    case 'ArrowUp': {
      const down = event.key === 'ArrowDown'
      if (list) {
        const count = suggestions.choices.length
        suggestions.setActive((suggestions.active + (down ? 1 : -1) + count) % count)
      } else if (grid.commit())
        grid.select({ ...focus, row: Math.max(0, Math.min(focus.row + (down ? 1 : -1), size.rows - 1)) })
      return true
    }
    default:
      return false
  }
}

function keyWithControl(event: KeyboardEvent, grid: Keyed): boolean {
  switch (event.key.toLowerCase()) {
    case 'd':
      if (event.shiftKey) grid.duplicate()
      else grid.fillDown()
      return true
    case 'a':
      grid.selectAll()
      return true
    case 'z':
      grid.undo()
      return true
    case 'delete':
      grid.remove()
      return true
    default:
      return false
  }
}

function keyOnCell(event: KeyboardEvent, grid: Keyed): boolean {
  const target = arrowTarget(event, grid)
  if (target) {
    grid.select(target, event.shiftKey)
    return true
  }
  if (event.ctrlKey || event.metaKey) return keyWithControl(event, grid)
  switch (event.key) {
    case 'Enter':
      grid.step(event.shiftKey ? -1 : 1, true)
      return true
    case 'Tab':
      return grid.step(event.shiftKey ? -1 : 1, false)
    case 'F2':
    case 'F7':
      grid.startEdit()
      return true
    case 'Insert':
      grid.addRow()
      return true
    case 'Delete':
    case 'Backspace':
      grid.clear()
      return true
    default:
      return false
  }
}

/** One key press in the grid. What it does not use stays the browser's, so Tab leaves at either end. */
export function gridKey(event: KeyboardEvent, grid: Keyed): void {
  // While a Chinese word is being composed, the keys belong to the input method.
  if (event.nativeEvent.isComposing) return
  const used = grid.editing ? keyInEditor(event, grid) : keyOnCell(event, grid)
  if (used) event.preventDefault()
}
