import { useEffect, useRef } from 'react'
import { dropDraft, keepDraft } from './draft-store'

const REST_MS = 500

interface KeptDraft<T> {
  personId: string
  type: string
  id: string
  /** Null when there is nothing unsent. */
  doc: T | null
  isNew: boolean
}

/** Keeps what is typed on the device, a moment after each change and at once when the page goes away. */
export function useKeptDraft<T>({ personId, type, id, doc, isNew }: KeptDraft<T>): void {
  const pending = useRef<(() => void) | null>(null)
  const before = useRef(doc)

  useEffect(() => {
    // Opening a document writes nothing: it may be the very draft that was just read.
    if (before.current === doc) return
    before.current = doc
    if (doc === null) {
      pending.current = null
      dropDraft(personId, type, id)
      return
    }
    const keep = () => {
      pending.current = null
      keepDraft(personId, type, id, { doc, isNew, at: new Date().toISOString() })
    }
    pending.current = keep
    const timer = setTimeout(keep, REST_MS)
    return () => clearTimeout(timer)
  }, [personId, type, id, doc, isNew])

  useEffect(() => {
    const flush = () => pending.current?.()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [])
}
