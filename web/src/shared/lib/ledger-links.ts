import { type Query, withQuery } from './api'

/**
 * Where the lists of the books are, narrowed by the same names as the interface's filters: what figures all over the
 * product lead to. The pages are in the stock and the reports features.
 */
export const stockHref = (query: Query = {}): string => withQuery('/stock/balances', query)
export const stockOnDayHref = (query: Query = {}): string => withQuery('/stock/on-day', query)
export const movesHref = (query: Query = {}): string => withQuery('/stock/moves', query)
/** What made the price of a stock move, or of the move that a document's line became. */
export const explanationHref = (moveId: string): string => `/stock/moves/${moveId}/explanation`
export const lineExplanationHref = (documentId: string, lineId: string): string =>
  withQuery('/stock/explanation', { document_id: documentId, line_id: lineId })
export const costEntriesHref = (query: Query = {}): string => withQuery('/reports/cost-entries', query)
export const commitmentsHref = (query: Query = {}): string => withQuery('/reports/commitments', query)
export const projectCostHref = (projectId: string): string => `/reports/project-costs/${projectId}`
