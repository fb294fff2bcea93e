import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getJson, sendJson } from '@/shared/lib/api'
import type { Account, AccountRule, NewAccount, RuleChange } from '../rules/accounts'

const path = (companyId: string, what: 'accounts' | 'account-rules') =>
  `/api/v1/companies/${companyId}/${what}`

/** A company's chart of accounts. */
export function useChart(companyId: string) {
  return useQuery({
    queryKey: ['accounts', companyId],
    queryFn: ({ signal }) => getJson<Account[]>(path(companyId, 'accounts'), {}, signal),
  })
}

/** The rules by which a company's postings choose accounts. */
export function useAccountRules(companyId: string) {
  return useQuery({
    queryKey: ['account-rules', companyId],
    queryFn: ({ signal }) => getJson<AccountRule[]>(path(companyId, 'account-rules'), {}, signal),
  })
}

export function useSaveAccounts(companyId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (accounts: NewAccount[]) =>
      sendJson<Account[]>('PUT', path(companyId, 'accounts'), { accounts }),
    onSuccess: (chart) => client.setQueryData(['accounts', companyId], chart),
  })
}

export function useSetRule(companyId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: RuleChange) => sendJson('PUT', path(companyId, 'account-rules'), change),
    onSettled: () => client.invalidateQueries({ queryKey: ['account-rules', companyId] }),
  })
}
