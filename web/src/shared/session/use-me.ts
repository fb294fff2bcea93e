import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '@/api'
import { api } from '../lib/api'
import { meKey } from '../lib/query-client'

const question = {
  queryKey: meKey,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Me> => {
    const { data } = await api.GET('/api/v1/me', { signal })
    return data as Me
  },
  staleTime: 5 * 60_000,
}

/** Who is signed in, asked for the first time: may still load or be refused. */
export const useSession = () => useQuery(question)

/** Who is signed in; for everything inside the frame, which is only shown once this is known. */
export const useMe = (): Me => useSuspenseQuery(question).data

/** Whether the person holds a grant. It only decides what is offered; the server decides what is done. */
export function useCan(): (grant: string | null | undefined) => boolean {
  const { grants } = useMe()
  return (grant) => !grant || grants.includes(grant)
}
