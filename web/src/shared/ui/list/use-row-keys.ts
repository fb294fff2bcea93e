import type { KeyboardEvent, RefObject } from 'react'
import { useHotkey } from '../../lib/use-hotkey'

interface RowKeys {
  frame: RefObject<HTMLElement | null>
  count: number
  open: (index: number) => void
}

const PAGE_ROWS = 10

function target(key: string, index: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, last)
    case 'ArrowUp':
      return Math.max(index - 1, 0)
    case 'PageDown':
      return Math.min(index + PAGE_ROWS, last)
    case 'PageUp':
      return Math.max(index - PAGE_ROWS, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** Up, down and Enter through the rows. Focus itself moves, so that a screen reader says the row. */
export function useRowKeys({ frame, count, open }: RowKeys) {
  const focus = (index: number) =>
    frame.current?.querySelector<HTMLElement>(`tr[data-row="${index}"]`)?.focus()

  // With nothing focused, the first arrow press enters the list.
  useHotkey('arrowdown', () => focus(0), count > 0)

  return (event: KeyboardEvent<HTMLElement>) => {
    const row = event.target instanceof HTMLElement ? event.target.dataset.row : undefined
    if (row === undefined) return
    if (event.key === ' ') {
      event.preventDefault()
      event.currentTarget
        .querySelector<HTMLInputElement>(`tr[data-row="${row}"] input[type=checkbox]`)
        ?.click()
      return
    }
    if (event.key === 'Enter') return open(Number(row))
    const to = target(event.key, Number(row), count - 1)
    if (to === null) return
    event.preventDefault()
    focus(to)
  }
}
