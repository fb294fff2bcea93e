import { useSyncExternalStore } from 'react'
import { kept, useKept } from '../lib/kept'

export type ThemeMode = 'light' | 'dark' | 'system'

const mode = kept<ThemeMode>('theme', 'system')
const asDark = wish('(prefers-color-scheme: dark)')
const asStill = wish('(prefers-reduced-motion: reduce)')

/** What the system asks for, and how to hear when it changes its mind. */
function wish(query: string) {
  const asked = window.matchMedia(query)
  const watch = (listener: () => void) => {
    asked.addEventListener('change', listener)
    return () => asked.removeEventListener('change', listener)
  }
  return { watch, holds: () => asked.matches }
}

export const useThemeMode = () => useKept(mode)

export function useIsDark(): boolean {
  const system = useSyncExternalStore(asDark.watch, asDark.holds)
  const [chosen] = useKept(mode)
  return chosen === 'system' ? system : chosen === 'dark'
}

/** Whether things should appear and go at once. */
export const useIsStill = (): boolean => useSyncExternalStore(asStill.watch, asStill.holds)
