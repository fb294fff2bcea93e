import { Alert, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '@/shared/refusal'
import { Panel } from '@/shared/ui/panel'
import tables from '@/shared/ui/plain-table.module.css'
import { useChecklist, usePeriodStep } from '../api/use-periods'
import { canClose, monthName, type Period } from '../rules/periods'

interface ClosePeriodProps {
  companyId: string
  period: Period
  onEnd: () => void
}

/** The checklist of a month: what blocks must be put right, the rest is accepted one by one. */
export function ClosePeriod({ companyId, period, onEnd }: ClosePeriodProps) {
  const { t } = useTranslation('accounting')
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const checklist = useChecklist(companyId, period.month)
  const step = usePeriodStep(companyId)
  const accept = (check: string, yes: boolean) => {
    const next = new Set(accepted)
    if (yes) next.add(check)
    else next.delete(check)
    setAccepted(next)
  }
  const close = () => step.mutate({ period, step: 'close', accepted: [...accepted] }, { onSuccess: onEnd })
  return (
    <Modal
      open
      width={640}
      title={t('period.close_title', { month: monthName(period.month) })}
      okText={t('period.steps.close')}
      cancelText={t('common:action.cancel')}
      okButtonProps={{ disabled: !canClose(checklist.data ?? [], accepted) || !checklist.data }}
      confirmLoading={step.isPending}
      onOk={close}
      onCancel={onEnd}
    >
      <p>{t('period.close_hint')}</p>
      <Panel query={checklist}>
        {(findings) => (
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">{t('period.check')}</th>
                <th scope="col" className={tables.figure}>
                  {t('period.count')}
                </th>
                <th scope="col">{t('period.decision')}</th>
              </tr>
            </thead>
            <tbody>
              {findings.map((finding) => (
                <tr key={finding.check}>
                  <td>
                    {t(`period.checks.${finding.check}`)}
                    {finding.check !== 'drafts' && finding.examples.length > 0 && (
                      <div>{finding.examples.join(' ')}</div>
                    )}
                  </td>
                  <td className={tables.figure}>{finding.count}</td>
                  <td>
                    {finding.count === 0 && t('period.clear')}
                    {finding.count > 0 && finding.blocks && t('period.blocks')}
                    {finding.count > 0 && !finding.blocks && (
                      <Checkbox
                        checked={accepted.has(finding.check)}
                        onChange={(event) => accept(finding.check, event.target.checked)}
                      >
                        {t('period.accept')}
                      </Checkbox>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      {step.error && <Alert type="error" showIcon title={sentence(step.error)} />}
    </Modal>
  )
}
