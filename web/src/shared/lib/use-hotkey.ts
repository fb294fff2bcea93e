import { useEffect, useRef } from 'react'

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

function matches(event: KeyboardEvent, hotkey: string): boolean {
  const parts = hotkey.split('+')
  const control = parts.includes('ctrl')
  return (
    event.key.toLowerCase() === parts.at(-1) && control === (event.ctrlKey || event.metaKey) && !event.altKey
  )
}

/**
 * A key for the whole page: `/`, `ctrl+k`, `ctrl+s`. A plain key is left alone while someone types.
 * The part mounted last is asked first, and what it takes reaches nobody else.
 */
export function useHotkey(hotkey: string, action: () => void, enabled = true): void {
  const latest = useRef(action)
  useEffect(() => {
    latest.current = action
  })
  useEffect(() => {
    if (!enabled) return
    const entry: Listener = { hotkey, run: () => latest.current() }
    listeners.push(entry)
    if (listeners.length === 1) window.addEventListener('keydown', dispatch)
    return () => {
      listeners.splice(listeners.indexOf(entry), 1)
      if (listeners.length === 0) window.removeEventListener('keydown', dispatch)
    }
  }, [hotkey, enabled])
}

interface Listener {
  hotkey: string
  run: () => void
}

const listeners: Listener[] = []

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const taker = listeners.findLast((listener) => matches(event, listener.hotkey))
  if (!taker || (!taker.hotkey.includes('+') && isTyping(event.target))) return
  event.preventDefault()
  taker.run()
}
