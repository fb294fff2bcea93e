import { useCallback, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'

export const PAGE_SIZES = [20, 50, 100, 200] as const
const DEFAULT_SIZE = 50
const OWN = new Set(['q', 'sort', 'size', 'cursor'])

/** All that decides what a list shows. It lives in the address, so that a link shows another person the same. */
export interface ListState {
  q: string
  sort: string
  size: number
  cursor: string | null
  filters: Record<string, string>
}

export function parseListState(search: string, defaultSort: string): ListState {
  const params = new URLSearchParams(search)
  const size = Number(params.get('size'))
  return {
    q: params.get('q') ?? '',
    sort: params.get('sort') ?? defaultSort,
    size: PAGE_SIZES.find((one) => one === size) ?? DEFAULT_SIZE,
    cursor: params.get('cursor'),
    filters: Object.fromEntries([...params].filter(([name, value]) => !OWN.has(name) && value !== '')),
  }
}

export function listSearch(state: ListState, defaultSort: string): string {
  const params = new URLSearchParams()
  if (state.q) params.set('q', state.q)
  for (const [name, value] of Object.entries(state.filters)) if (value) params.set(name, value)
  if (state.sort !== defaultSort) params.set('sort', state.sort)
  if (state.size !== DEFAULT_SIZE) params.set('size', String(state.size))
  if (state.cursor) params.set('cursor', state.cursor)
  return params.toString()
}

/** Cursors lead forward only; the ones of the pages before are kept with the history entry for the way back. */
interface Trail {
  trail?: (string | null)[]
}

export function useListState(defaultSort: string) {
  const { search, state: entry } = useLocation()
  const navigate = useNavigate()
  const state = useMemo(() => parseListState(search, defaultSort), [search, defaultSort])
  const trail = (entry as Trail | null)?.trail ?? []

  const go = useCallback(
    (next: ListState, options: { replace?: boolean; state?: Trail } = {}) =>
      void navigate({ search: listSearch(next, defaultSort) }, options),
    [navigate, defaultSort],
  )
  /** Anything but paging starts at the first page again. */
  const change = useCallback(
    (part: Partial<Omit<ListState, 'cursor'>>) => go({ ...state, ...part, cursor: null }, { replace: true }),
    [go, state],
  )
  const filter = useCallback(
    (values: Record<string, string | null>) => {
      const filters = { ...state.filters }
      for (const [name, value] of Object.entries(values)) {
        if (value) filters[name] = value
        else delete filters[name]
      }
      change({ filters })
    },
    [change, state.filters],
  )

  return {
    state,
    change,
    filter,
    /** How many pages lie before this one; null when the link led into the middle. */
    page: state.cursor && trail.length === 0 ? null : trail.length,
    nextPage: (cursor: string) => go({ ...state, cursor }, { state: { trail: [...trail, state.cursor] } }),
    previousPage: () =>
      go({ ...state, cursor: trail.at(-1) ?? null }, { state: { trail: trail.slice(0, -1) } }),
    show: (query: string) => void navigate({ search: query }),
    /** The address without the page: what a saved view keeps. */
    search: listSearch({ ...state, cursor: null }, defaultSort),
  }
}
