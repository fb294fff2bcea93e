import { QueryCache, QueryClient } from '@tanstack/react-query'
import { Refusal } from '../refusal'

export const meKey = ['me'] as const

/** Only a server that could not answer is asked again; a refusal stays a refusal. */
const worthAnotherTry = (failures: number, error: unknown): boolean =>
  failures < 2 && error instanceof Refusal && (error.status === 0 || error.status === 503)

export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const signedOut = error instanceof Refusal && error.status === 401
        if (signedOut && query.queryKey[0] !== meKey[0]) void client.invalidateQueries({ queryKey: meKey })
      },
    }),
    defaultOptions: {
      queries: { retry: worthAnotherTry, staleTime: 10_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  })
  return client
}
