import { LeftOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCan } from '@/shared/session/use-me'
import { DateCell } from '@/shared/ui/date-cell'
import { Money } from '@/shared/ui/figures'
import { StateTag } from '@/shared/ui/state-tag'
import { type Estimate, estimateHref, estimateVouchersHref } from '../rules/estimates'
import { monthName } from '../rules/periods'
import styles from './accounting.module.css'

/** What an estimate is: its month and amount, what became of it, and the way to its vouchers. */
export function EstimateHead({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation('accounting')
  const can = useCan()
  return (
    <>
      <header className={styles.head}>
        <Link to="/accounting/periods" aria-label={t('period.title')} title={t('period.title')}>
          <LeftOutlined />
        </Link>
        <h1>{t('estimate.title', { month: monthName(estimate.month), number: estimate.number })}</h1>
        <StateTag state={estimate.state} />
        {can('ledger.vouchers') && (
          <Link to={estimateVouchersHref(estimate.id)}>{t('estimate.open_vouchers')}</Link>
        )}
      </header>
      <p className={styles.hint}>{t(estimate.reverses_id ? 'estimate.hint_back' : 'estimate.hint')}</p>
      <dl className={styles.facts}>
        <Fact label={t('posting_date')}>
          <DateCell value={estimate.business_date} />
        </Fact>
        <Fact label={t('estimate.amount')}>
          <Money value={estimate.amount} />
        </Fact>
        <Fact label={t('estimate.written')}>
          {estimate.created_by_name} <DateCell value={estimate.created_at} />
        </Fact>
        {estimate.reverses_id && (
          <Fact label={t('estimate.takes_back')}>
            <Link to={estimateHref(estimate.reverses_id)}>{estimate.reverses_number}</Link>
          </Fact>
        )}
        {estimate.reversed_by_id && (
          <Fact label={t('estimate.taken_back')}>
            <Link to={estimateHref(estimate.reversed_by_id)}>{estimate.reversed_by_number}</Link>
          </Fact>
        )}
      </dl>
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
