import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '@/api'
import { getJson, sendJson } from '@/shared/lib/api'

const PATH = '/api/v1/consignment-prices'

/** All that was agreed on of what a supplier consigns of an item, the last said first. */
export function useAgreedPrices(companyId: string, supplierId: string | null, itemId: string | null) {
  const asked = { company_id: companyId, supplier_id: supplierId, item_id: itemId }
  return useQuery({
    queryKey: ['list', PATH, asked],
    queryFn: ({ signal }) => getJson<Schemas['ConsignmentPriceOut'][]>(PATH, asked, signal),
    enabled: supplierId !== null && itemId !== null,
  })
}

/** Says what it costs from a day on; the report is asked for again. */
export function useAgreePrice() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (said: Schemas['ConsignmentPriceIn']) => sendJson('POST', PATH, said),
    onSettled: () => client.invalidateQueries({ queryKey: ['list'] }),
  })
}
