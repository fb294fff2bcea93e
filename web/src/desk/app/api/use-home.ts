import { useQuery } from '@tanstack/react-query'
import type { Home } from '@/api'
import { api } from '@/shared/lib/api'

export const useHome = () =>
  useQuery({
    queryKey: ['reports', 'home'],
    queryFn: async ({ signal }): Promise<Home> => {
      const { data } = await api.GET('/api/v1/reports/home', { signal })
      return data as Home
    },
    refetchInterval: 60_000,
  })
