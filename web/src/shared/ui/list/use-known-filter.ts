import { useTranslation } from 'react-i18next'
import type { ListFilter } from './types'

/** Narrows a list of the books to what was known at the end of a day: asked again, it answers the same. */
export function useKnownFilter(): ListFilter {
  const { t } = useTranslation('list')
  return { field: 'known_on', label: t('filters.known_on'), kind: 'date' }
}
