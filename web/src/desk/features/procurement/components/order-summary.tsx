import { useTranslation } from 'react-i18next'
import { Money } from '@/shared/ui/figures'
import type { OrderDraft } from '../rules/order-draft'
import { orderFigures } from '../rules/order-figures'
import styles from './order-summary.module.css'

/** Net, tax and gross while the order is typed. */
export function OrderSummary({ order }: { order: OrderDraft }) {
  const { t } = useTranslation('procurement')
  const figures = orderFigures(order)
  if (!figures) return null
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{t('order.net')}</dt>
        <dd>
          <Money value={figures.net} />
        </dd>
      </div>
      <div>
        <dt>{t('order.tax')}</dt>
        <dd>
          <Money value={figures.tax} />
        </dd>
      </div>
      <div>
        <dt>{t('order.gross')}</dt>
        <dd className={styles.total}>
          <Money value={figures.gross} unit={order.currency} />
        </dd>
      </div>
    </dl>
  )
}
