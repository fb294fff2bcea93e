import { useSyncExternalStore } from 'react'
import { recall, remember } from './storage'

/** A small value shared by all components and remembered on this device. */
export interface Kept<T> {
  get: () => T
  set: (value: T) => void
  subscribe: (listener: () => void) => () => void
}

export function kept<T>(key: string, fallback: T): Kept<T> {
  let value = recall(key, fallback)
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      value = next
      remember(key, next)
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useKept<T>(store: Kept<T>): [T, (value: T) => void] {
  return [useSyncExternalStore(store.subscribe, store.get), store.set]
}
