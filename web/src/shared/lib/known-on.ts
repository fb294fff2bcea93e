import { useSearchParams } from 'react-router'

/** The day at whose end the books are asked about, where the page's address names one. */
export function useKnownOn(): string | undefined {
  const [search] = useSearchParams()
  return search.get('known_on') || undefined
}

/** The same address about what was known then. */
export function asKnown(href: string, knownOn: string | undefined): string {
  if (!knownOn) return href
  return `${href}${href.includes('?') ? '&' : '?'}known_on=${encodeURIComponent(knownOn)}`
}
