import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GoodsHead } from '../rules/goods-draft'

/** A reversed document and its mirror each say so and lead to the other. */
export function ReversalNote({ doc, listHref }: { doc: GoodsHead; listHref: string }) {
  const { t } = useTranslation('inventory')
  const { reversed_by_id, reversed_by_number, reverses_id, reverses_number } = doc
  const other = reversed_by_id ?? reverses_id
  if (!other) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={
        <>
          {reversed_by_id ? t('goods.reversed_by') : t('goods.reverses')}{' '}
          <Link to={`${listHref}/${other}`}>{reversed_by_number ?? reverses_number}</Link>
        </>
      }
    />
  )
}
