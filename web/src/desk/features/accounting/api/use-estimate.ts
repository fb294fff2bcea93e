import { useQuery } from '@tanstack/react-query'
import { getJson } from '@/shared/lib/api'
import type { Estimate } from '../rules/estimates'

/** What a month estimated as payable when it was closed. */
export function useEstimate(id: string) {
  return useQuery({
    queryKey: ['month-estimate', id],
    queryFn: ({ signal }) => getJson<Estimate>(`/api/v1/month-estimates/${id}`, {}, signal),
    enabled: id !== '',
  })
}
