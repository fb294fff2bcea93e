import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getJson, sendJson } from '@/shared/lib/api'
import { newId } from '@/shared/lib/ids'
import type { Finding, Period, PeriodStep } from '../rules/periods'

const path = (companyId: string) => `/api/v1/companies/${companyId}/periods`

/** The months of a company's books, the last first. */
export function usePeriods(companyId: string) {
  return useQuery({
    queryKey: ['periods', companyId],
    queryFn: ({ signal }) => getJson<Period[]>(path(companyId), {}, signal),
  })
}

/** What is to be settled or accepted before a month is closed. */
export function useChecklist(companyId: string, month: string) {
  return useQuery({
    queryKey: ['period-checklist', companyId, month],
    queryFn: ({ signal }) => getJson<Finding[]>(`${path(companyId)}/${month}/checklist`, {}, signal),
  })
}

export interface PeriodChange {
  period: Period
  step: PeriodStep
  accepted?: string[]
  reason?: string
}

export function usePeriodStep(companyId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ period, step, accepted = [], reason = '' }: PeriodChange) =>
      sendJson<Period>('POST', `${path(companyId)}/${period.month}/${step}`, {
        id: newId(),
        version: period.version,
        accepted,
        reason,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['periods', companyId] }),
  })
}
