import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { getJson, type Page } from '../../lib/api'
import type { ListFilter } from './types'

/**
 * The document that an address narrows a list of the books to, as a filter that can be seen and taken away.
 *
 * Nobody chooses it by hand: links from documents bring it along, with the id only.
 */
export function useDocumentFilter(resource: string): ListFilter[] {
  const { t } = useTranslation('list')
  const [search] = useSearchParams()
  const id = search.get('document_id')
  const { data } = useQuery({
    queryKey: ['document-number', resource, id],
    queryFn: async ({ signal }): Promise<string | null> => {
      const question = { document_id: id, limit: 1 }
      const page = await getJson<Page<{ document_number: string }>>(resource, question, signal)
      return page.rows[0]?.document_number ?? null
    },
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!id) return []
  const options = [{ value: id, label: data ?? '\u2026' }]
  return [{ field: 'document_id', label: t('filters.document'), kind: 'select', options }]
}
