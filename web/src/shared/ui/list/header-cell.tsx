import type { ThHTMLAttributes } from 'react'
import styles from './list.module.css'

export interface HeaderCellProps extends ThHTMLAttributes<HTMLTableCellElement> {
  onResizeTo?: (width: number) => void
}

/** A column head with an edge to drag. Dragging moves only the column's own width; the rest scrolls. */
export function HeaderCell({ onResizeTo, children, ...cell }: HeaderCellProps) {
  const start = (event: React.PointerEvent<HTMLSpanElement>) => {
    const head = event.currentTarget.closest('th')
    if (!head || !onResizeTo) return
    event.preventDefault()
    const handle = event.currentTarget
    const from = event.clientX - head.getBoundingClientRect().width
    handle.setPointerCapture(event.pointerId)
    const move = (moved: PointerEvent) => onResizeTo(moved.clientX - from)
    const end = () => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('pointerup', end)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', end)
  }
  return (
    <th {...cell}>
      {children}
      {onResizeTo && (
        <span
          aria-hidden="true"
          className={styles.edge}
          onPointerDown={start}
          // A drag ends over the head, and that must not sort by it.
          onClick={(event) => event.stopPropagation()}
        />
      )}
    </th>
  )
}
