import { type RefObject, useLayoutEffect, useRef } from 'react'

/** What was drawn last, for commands that must not change with every draw. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return latest
}
