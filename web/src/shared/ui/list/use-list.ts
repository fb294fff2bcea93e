import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getJson, type Page, type Query } from '../../lib/api'
import type { ListState } from './list-state'

/** The question that a list's state asks; `listQuery(…)` without page is also what is exported. */
export function listQuery(state: ListState, defaultSort: string, fixed: Query = {}): Query {
  // Whoever searches and chose no order wants the best fit first, and that is the server's own default.
  const sort = state.q !== '' && state.sort === defaultSort ? undefined : state.sort
  return { ...state.filters, ...fixed, q: state.q, sort }
}

export function useList<Row>(resource: string, query: Query) {
  return useQuery({
    queryKey: ['list', resource, query],
    queryFn: ({ signal }) => getJson<Page<Row>>(resource, query, signal),
    placeholderData: keepPreviousData,
  })
}
