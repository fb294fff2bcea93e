import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { getJson } from '@/shared/lib/api'
import { useCan } from '@/shared/session/use-me'

/** A company may value the item otherwise by now than its page says: for whoever may see that, where it stands. */
export function ChangedMethods({ itemId }: { itemId: string }) {
  const { t } = useTranslation('catalog')
  const can = useCan()
  const asked = { item_id: itemId, state: 'posted', limit: 1 }
  const { data } = useQuery({
    queryKey: ['method-changes', asked],
    queryFn: ({ signal }) =>
      getJson<Schemas['Page_MethodChangeRow_']>('/api/v1/method-changes', asked, signal),
    enabled: can('costing.read'),
  })
  if (!data?.rows.length) return null
  const link = <Link to={`/costing/method-changes?item_id=${itemId}`}>{t('item.valuation_changes')}</Link>
  return <Alert type="info" showIcon title={t('item.valuation_changed')} action={link} />
}
