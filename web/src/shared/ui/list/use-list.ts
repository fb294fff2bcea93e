import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getJson, type Page, type Query } from '../../lib/api'
import type { ListState } from './list-state'

/** The question that a list's state asks; `listQuery(…)` without page is also what is exported. */
export function listQuery(state: ListState, fixed: Query = {}): Query {
  return { ...state.filters, ...fixed, q: state.q, sort: state.sort }
}

export function useList<Row>(resource: string, query: Query) {
  return useQuery({
    queryKey: ['list', resource, query],
    queryFn: ({ signal }) => getJson<Page<Row>>(resource, query, signal),
    placeholderData: keepPreviousData,
  })
}
