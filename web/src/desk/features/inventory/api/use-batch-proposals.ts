import { useQueries } from '@tanstack/react-query'
import { getJson } from '@/shared/lib/api'
import { type Asked, heapsOf, type Proposal, proposalKey } from '../rules/batch-proposal'
import type { Balance } from '../rules/pick-stock'

const PATH = '/api/v1/batch-proposal'

/** The heaps to take from, by item and project, once all are known. The keys start like a list's, so posting asks anew. */
export function useBatchProposals(asked: Asked[], warehouseId: string | null, on: string) {
  const questions = asked.flatMap((each) => {
    if (each.ownership === 'consignment') return [{ each, owner: each.consignor_id }]
    // What the employer supplied is never general stock.
    const general = each.ownership === 'own' || !each.project_id ? [null] : []
    const owners = each.project_id ? [each.project_id, ...general] : general
    return owners.map((owner) => ({ each, owner }))
  })
  return useQueries({
    queries: questions.map(({ each, owner }) => {
      const { item_id, quantity } = each
      const question = {
        item_id,
        warehouse_id: warehouseId,
        owner_id: owner,
        ownership: each.ownership,
        project_id: each.project_id,
        quantity,
        on,
      }
      return {
        queryKey: ['list', PATH, question],
        queryFn: ({ signal }: { signal: AbortSignal }) => getJson<Proposal>(PATH, question, signal),
        enabled: warehouseId !== null && on !== '',
        staleTime: 5_000,
      }
    }),
    combine: (answers) => {
      const heaps = new Map<string, Balance[]>()
      for (const [index, { each, owner }] of questions.entries()) {
        const proposal = answers[index]?.data
        if (!proposal) return null
        const own = { owner_id: owner, owner_code: null, owner_name: null, ownership: each.ownership }
        const key = proposalKey(each)
        heaps.set(key, [...(heaps.get(key) ?? []), ...heapsOf(proposal, own)])
      }
      return heaps
    },
  })
}
