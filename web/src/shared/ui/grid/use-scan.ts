import { useRef } from 'react'
import type { GridColumn } from './types'

const KEY_GAP_MAX_MS = 35
/** A figure cell takes no such text otherwise; a cell that is searched does, so there only a bare barcode counts. */
const CODE = { figure: /^[\w-]{8,}$/, pick: /^\d{8,}$/ }

function looksScanned<L>(column: GridColumn<L>, text: string): boolean {
  switch (column.kind) {
    case 'number':
    case 'quantity':
    case 'date':
    case 'readonly':
      return CODE.figure.test(text)
    case 'pick':
      return CODE.pick.test(text)
    default:
      return false
  }
}

/** Tells a scanner from a typist: a wedge scanner sends its code faster than fingers can, and then Enter. */
export function useScan() {
  const burst = useRef({ keys: 0, last: 0 })
  return {
    key: (at: number, character: boolean) => {
      const { keys, last } = burst.current
      burst.current = { keys: character ? (at - last <= KEY_GAP_MAX_MS ? keys + 1 : 1) : 0, last: at }
    },
    /** Whether the text now ended by Enter came from a scanner. */
    isScan: <L>(column: GridColumn<L>, text: string, at: number) =>
      burst.current.keys >= text.length &&
      at - burst.current.last <= KEY_GAP_MAX_MS * 2 &&
      looksScanned(column, text.trim()),
  }
}
