import { type RefObject, useEffect, useRef, useState } from 'react'

/** The height that the layout gives an element, followed while it changes. */
export function useElementHeight<T extends HTMLElement>(): [RefObject<T | null>, number] {
  const ref = useRef<T>(null)
  const [height, setHeight] = useState(0)
  useEffect(() => {
    if (!ref.current) return
    const observer = new ResizeObserver(([entry]) => entry && setHeight(Math.floor(entry.contentRect.height)))
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [])
  return [ref, height]
}
