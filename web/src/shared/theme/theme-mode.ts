import { useSyncExternalStore } from 'react'
import { kept, useKept } from '../lib/kept'

export type ThemeMode = 'light' | 'dark' | 'system'

const mode = kept<ThemeMode>('theme', 'system')
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')

function watchSystem(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener)
  return () => darkSystem.removeEventListener('change', listener)
}

export const useThemeMode = () => useKept(mode)

export function useIsDark(): boolean {
  const system = useSyncExternalStore(watchSystem, () => darkSystem.matches)
  const [chosen] = useKept(mode)
  return chosen === 'system' ? system : chosen === 'dark'
}
