import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '@/shared/refusal'
import { useScope } from '@/shared/session/scope'
import { ConfirmFigures } from '@/shared/ui/confirm-figures'
import { Panel } from '@/shared/ui/panel'
import { Section } from '@/shared/ui/section'
import { usePeriodStep, usePeriods } from '../api/use-periods'
import styles from '../components/accounting.module.css'
import { ClosePeriod } from '../components/close-period'
import { PeriodTable } from '../components/period-table'
import { monthName, type Period, type PeriodStep } from '../rules/periods'

/** The months of the company's books: which are open, who closes them, and what they froze. */
export default function PeriodPage() {
  const { company } = useScope()
  return company && <Periods key={company.id} companyId={company.id} />
}

function Periods({ companyId }: { companyId: string }) {
  const { t } = useTranslation('accounting')
  const periods = usePeriods(companyId)
  const step = usePeriodStep(companyId)
  const [asked, setAsked] = useState<{ period: Period; step: PeriodStep } | null>(null)
  const end = () => setAsked(null)
  return (
    <div className={styles.page}>
      <h1>{t('period.title')}</h1>
      <Section title={t('period.months')}>
        <p className={styles.hint}>{t('period.hint')}</p>
        {step.error && <Alert type="error" showIcon title={sentence(step.error)} />}
        <Panel query={periods}>
          {(found) => (
            <PeriodTable periods={found} onStep={(period, next) => setAsked({ period, step: next })} />
          )}
        </Panel>
      </Section>
      {asked?.step === 'close' && <ClosePeriod companyId={companyId} period={asked.period} onEnd={end} />}
      {asked && asked.step !== 'close' && (
        <ConfirmFigures
          title={`${t(`period.steps.${asked.step}`)} · ${monthName(asked.period.month)}`}
          okText={t(`period.steps.${asked.step}`)}
          danger={asked.step === 'reopen'}
          needsReason={asked.step === 'reopen'}
          figures={[{ label: t('period.means'), value: t(`period.means_of.${asked.step}`) }]}
          busy={step.isPending}
          onConfirm={(reason) => {
            step.mutate({ ...asked, reason })
            end()
          }}
          onCancel={end}
        />
      )}
    </div>
  )
}
