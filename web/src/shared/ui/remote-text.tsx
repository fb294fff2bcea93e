import { useQuery } from '@tanstack/react-query'
import { type AnySource, findChoice, loosely } from './remote-source'

/** The name of a record of which only the id is at hand. */
export function RemoteText({ source, id }: { source: AnySource; id: string }) {
  const { data, isError } = useQuery({
    queryKey: ['choice', source.key, id],
    queryFn: ({ signal }) => findChoice(loosely(source), id, signal),
    staleTime: 60_000,
  })
  return data?.label ?? (isError ? id : '\u2026')
}
