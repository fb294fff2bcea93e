/**
 * Small remembered things. Storage may be full, switched off or hold what an older version wrote: a preference
 * that cannot be kept is no reason to stop work, so reads fall back and writes report success.
 */
const PREFIX = 'gongliao.'

export function recall<T>(key: string, fallback: T): T {
  try {
    const text = window.localStorage.getItem(PREFIX + key)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

export function remember(key: string, value: unknown): boolean {
  try {
    window.localStorage.setItem(PREFIX + key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function forget(key: string): void {
  try {
    window.localStorage.removeItem(PREFIX + key)
  } catch {
    // Nothing was kept, so nothing is left to forget.
  }
}

export function recallKeys(prefix: string): string[] {
  try {
    return Object.keys(window.localStorage)
      .filter((key) => key.startsWith(PREFIX + prefix))
      .map((key) => key.slice(PREFIX.length))
  } catch {
    return []
  }
}
