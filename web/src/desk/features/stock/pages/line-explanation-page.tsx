import { useTranslation } from 'react-i18next'
import { Navigate, useSearchParams } from 'react-router'
import { explanationHref } from '@/shared/lib/ledger-links'
import { EmptyState } from '@/shared/ui/empty-state'
import { Panel } from '@/shared/ui/panel'
import { useMoveOfLine } from '../api/use-explanation'

/** Goes on from a document's line to what made its price. */
export default function LineExplanationPage() {
  const { t } = useTranslation('stock')
  const [search] = useSearchParams()
  const query = useMoveOfLine(search.get('document_id') ?? '', search.get('line_id') ?? '')
  return (
    <Panel query={query}>
      {(id) =>
        id ? (
          <Navigate to={explanationHref(id)} replace />
        ) : (
          <EmptyState title={t('explain.missing')} hint={t('explain.missing_hint')} />
        )
      }
    </Panel>
  )
}
