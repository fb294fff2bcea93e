import { useQuery } from '@tanstack/react-query'
import { getJson } from '@/shared/lib/api'

export interface WaitingDocument {
  type: string
  id: string
  number: string | null
  business_date: string
  state: string
}

export interface Todo {
  kind: string
  count: number
  /** The first of them. */
  documents: WaitingDocument[]
}

export interface RecentAction {
  type: string
  id: string
  number: string | null
  action: string
  at: string
}

interface Home {
  todos: Todo[]
  recent: RecentAction[]
}

export const useHome = () =>
  useQuery({
    queryKey: ['reports', 'home'],
    queryFn: ({ signal }) => getJson<Home>('/api/v1/reports/home', {}, signal),
    refetchInterval: 60_000,
  })
