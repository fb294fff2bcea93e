import { useRef } from 'react'

const CODE_LENGTH_MIN = 6
const KEY_GAP_MAX_MS = 35

/** Tells a scanner from a typist: a wedge scanner sends its code faster than fingers can, and then Enter. */
export function useScan() {
  const burst = useRef({ keys: 0, last: 0 })
  return {
    key: (at: number, character: boolean) => {
      const { keys, last } = burst.current
      burst.current = { keys: character ? (at - last <= KEY_GAP_MAX_MS ? keys + 1 : 1) : 0, last: at }
    },
    /** Whether the text now ended by Enter came from a scanner. */
    isScan: (text: string, at: number) =>
      text.length >= CODE_LENGTH_MIN &&
      burst.current.keys >= text.length &&
      at - burst.current.last <= KEY_GAP_MAX_MS * 2,
  }
}
