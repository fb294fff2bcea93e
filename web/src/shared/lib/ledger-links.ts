import { type Query, withQuery } from './api'

/**
 * Where the lists of the books are, narrowed by the same names as the interface's filters: what figures all over the
 * product lead to. The pages are in the stock and the reports features.
 */
export const stockHref = (query: Query = {}): string => withQuery('/stock/balances', query)
export const movesHref = (query: Query = {}): string => withQuery('/stock/moves', query)
export const costEntriesHref = (query: Query = {}): string => withQuery('/reports/cost-entries', query)
export const commitmentsHref = (query: Query = {}): string => withQuery('/reports/commitments', query)
export const projectCostHref = (projectId: string): string => `/reports/project-costs/${projectId}`
