import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { withQuery } from '@/shared/lib/api'
import { useCan } from '@/shared/session/use-me'
import { DateCell } from '@/shared/ui/date-cell'
import { Money } from '@/shared/ui/figures'
import tables from '@/shared/ui/plain-table.module.css'
import { estimateHref } from '../rules/estimates'
import { monthName, type Period, type PeriodStep, stepsOf, wasNotEstimated } from '../rules/periods'

const COLOURS: Record<Period['state'], string> = { open: 'green', closing: 'gold', closed: 'default' }
const GRANTS: Record<PeriodStep, string> = {
  begin: 'ledger.close',
  withdraw: 'ledger.close',
  close: 'ledger.close',
  reopen: 'ledger.reopen',
}

interface PeriodTableProps {
  periods: readonly Period[]
  onStep: (period: Period, step: PeriodStep) => void
}

/** Each month with its state, what was done to it last, and what can be done next. */
export function PeriodTable({ periods, onStep }: PeriodTableProps) {
  const { t } = useTranslation('accounting')
  const can = useCan()
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th scope="col">{t('period.month')}</th>
          <th scope="col">{t('period.state')}</th>
          <th scope="col">{t('period.last')}</th>
          <th scope="col">{t('period.frozen')}</th>
          <th scope="col" className={tables.figure}>
            {t('period.estimated')}
          </th>
          <th scope="col" aria-label={t('period.next')} />
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <tr key={period.month}>
            <td>{monthName(period.month)}</td>
            <td>
              <Tag color={COLOURS[period.state]}>{t(`period.states.${period.state}`)}</Tag>
            </td>
            <td>
              {period.step && (
                <>
                  {t(`period.done.${period.step}`, { who: period.person_name ?? '' })}{' '}
                  {period.at && <DateCell value={period.at} />}
                  {period.reason && ` · ${period.reason}`}
                </>
              )}
            </td>
            <td>
              {period.closing > 0 && (
                <>
                  <Link to={withQuery('/accounting/period-stock', { month: period.month })}>
                    {t('period.stock')}
                  </Link>
                  {' · '}
                  <Link to={withQuery('/accounting/period-costs', { month: period.month })}>
                    {t('period.cost')}
                  </Link>
                </>
              )}
            </td>
            <td className={tables.figure}>
              <Estimated period={period} />
            </td>
            <td className={tables.figure}>
              {stepsOf(period, periods)
                .filter((step) => can(GRANTS[step]))
                .map((step) => (
                  <Button key={step} size="small" onClick={() => onStep(period, step)}>
                    {t(`period.steps.${step}`)}
                  </Button>
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was not invoiced at a month's end. Nobody asked for that where it was closed before months were estimated. */
function Estimated({ period }: { period: Period }) {
  const { t } = useTranslation('accounting')
  if (wasNotEstimated(period))
    return (
      <Tag color="warning" title={t('period.not_estimated_hint')}>
        {t('period.not_estimated')}
      </Tag>
    )
  const amount = <Money value={period.estimated} />
  return period.estimate_id ? <Link to={estimateHref(period.estimate_id)}>{amount}</Link> : amount
}
