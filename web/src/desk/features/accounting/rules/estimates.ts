import type { Schemas } from '@/api'
import { withQuery } from '@/shared/lib/api'

export type Estimate = Schemas['EstimateOut']
export type SupplierEstimate = Schemas['SupplierEstimateOut']
export type EstimateLine = Schemas['EstimateLineOut']

export const SUPPLIERS = '/api/v1/month-estimate-suppliers'
export const LINES = '/api/v1/month-estimate-lines'

export const estimateHref = (id: string): string => `/accounting/estimates/${id}`

/** The receipt lines of an estimate, all of them or a supplier's. */
export const estimateLinesHref = (estimateId: string, supplierId?: string): string =>
  withQuery('/accounting/estimate-lines', { estimate_id: estimateId, supplier_id: supplierId })

/** The debits and credits of an estimate: those of the last day, and those that take them back on the day after. */
export const estimateVouchersHref = (id: string): string =>
  withQuery('/accounting/vouchers', { document_id: id })
