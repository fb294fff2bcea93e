import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { NUMBER_WIDTH, ROW_HEIGHT } from './column-widths'

const OVERSCAN_ROWS = 8

interface Viewport {
  ref: RefObject<HTMLDivElement | null>
  width: number
  /** Rows to draw, first and last: the visible ones and a few beyond. */
  first: number
  last: number
}

/** Draws only the rows in sight, and follows the focused cell. */
export function useViewport(rows: number, cell: { row: number; left: number; width: number }): Viewport {
  const ref = useRef<HTMLDivElement>(null)
  const [{ top, height, width }, setView] = useState({ top: 0, height: 600, width: 0 })

  useEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () =>
      setView({ top: element.scrollTop, height: element.clientHeight, width: element.clientWidth })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [])

  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    // Head and foot stick and cover a row each; the line numbers cover the left edge.
    const above = cell.row * ROW_HEIGHT
    const below = above + 3 * ROW_HEIGHT - element.clientHeight
    if (element.scrollTop > above) element.scrollTop = above
    else if (element.scrollTop < below) element.scrollTop = below
    const right = cell.left + cell.width - element.clientWidth
    if (element.scrollLeft > cell.left - NUMBER_WIDTH) element.scrollLeft = cell.left - NUMBER_WIDTH
    else if (element.scrollLeft < right) element.scrollLeft = right
  }, [cell.row, cell.left, cell.width])

  return {
    ref,
    width,
    first: Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN_ROWS),
    last: Math.min(rows - 1, Math.ceil((top + height) / ROW_HEIGHT) + OVERSCAN_ROWS),
  }
}
