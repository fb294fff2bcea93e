import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isZero } from '@/shared/lib/decimal'
import { explanationHref } from '@/shared/lib/ledger-links'
import { DocumentLink } from '@/shared/ui/document-link'
import { Money, Quantity, UnitPrice } from '@/shared/ui/figures'
import table from '@/shared/ui/plain-table.module.css'
import { Section } from '@/shared/ui/section'
import type { ExplainedMove, Explanation, Step } from '../rules/explanation'
import { CorrectionRows } from './correction-rows'
import styles from './explained.module.css'

interface CostStepsProps {
  found: Explanation
  reading: boolean
  onEarlier: () => void
}

/** Every move that made the price, in the order in which they were valued, with what the pool held after each. */
export function CostSteps({ found, reading, onEarlier }: CostStepsProps) {
  const { t } = useTranslation('stock')
  const { opening, earlier_steps: earlier } = found
  const columns = [
    ['quantity_in', t('quantity_in'), 64],
    ['quantity_out', t('quantity_out'), 64],
    ['value_in', t('explain.value_in'), 80],
    ['value_out', t('explain.value_out'), 80],
    ['pool_quantity', t('explain.pool_quantity'), 76],
    ['pool_value', t('explain.pool_value'), 90],
    ['pool_price', t('explain.pool_price'), 96],
  ] as const
  return (
    <Section
      title={t('explain.steps')}
      extra={
        earlier > 0 && (
          <Button size="small" loading={reading} onClick={onEarlier}>
            {t('explain.earlier', { count: earlier })}
          </Button>
        )
      }
    >
      <div className={styles.body}>
        <table className={`${table.table} ${styles.wide}`} aria-label={t('explain.steps')}>
          <thead>
            <tr>
              <th scope="col" style={{ width: 32 }}>
                {t('explain.step')}
              </th>
              <th scope="col">{t('explain.happened')}</th>
              <th scope="col" style={{ width: 78 }}>
                {t('business')}
              </th>
              <th scope="col" style={{ width: 78 }}>
                {t('posting')}
              </th>
              {columns.map(([key, title, width]) => (
                <th key={key} scope="col" className={table.figure} style={{ width }}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.correction}>
              <td />
              <td colSpan={7}>
                {earlier > 0 ? t('explain.opening', { count: earlier }) : t('explain.opening_empty')}
              </td>
              <Held held={opening} />
            </tr>
            {found.steps.map((step) => (
              <StepRows key={step.number} step={step} />
            ))}
          </tbody>
          <tbody className={styles.result}>
            <MoveRow move={found.move} out />
          </tbody>
          <tbody>
            <CorrectionRows move={found.move} out />
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function StepRows({ step }: { step: Step }) {
  const { t } = useTranslation('stock')
  const out = step.quantity_out !== null
  if (step.move)
    return (
      <>
        <MoveRow move={step.move} number={step.number} after={step.after} out={out} />
        <CorrectionRows move={step.move} out={out} />
      </>
    )
  return (
    <tr className={styles.correction}>
      <td>{step.number}</td>
      <td colSpan={3}>{t('explain.hidden', { count: step.moves })}</td>
      <td className={table.figure}>
        <Quantity value={step.quantity_in} />
      </td>
      <td className={table.figure}>
        <Quantity value={step.quantity_out} />
      </td>
      <td className={table.figure}>
        <Money value={step.value_in} />
      </td>
      <td className={table.figure}>
        <Money value={step.value_out} />
      </td>
      <Held held={step.after} />
    </tr>
  )
}

interface MoveRowProps {
  move: ExplainedMove
  out: boolean
  number?: number
  after?: Step['after']
}

function MoveRow({ move, out, number, after }: MoveRowProps) {
  const { t } = useTranslation('stock')
  const quantity = <Quantity value={move.quantity} />
  const value = <Money value={move.value} />
  return (
    <tr>
      <td>{number}</td>
      <td title={`${move.from_place} → ${move.to_place}`}>
        {t(`explain.kind.${move.kind}`)}{' '}
        <DocumentLink type={move.document_type} id={move.document_id} number={move.document_number} />{' '}
        {number !== undefined && move.origin_id && (
          <Link to={explanationHref(move.origin_id)}>{t('explain.origin')}</Link>
        )}
      </td>
      <td className="figure">{move.business_date}</td>
      <td className="figure">{move.posting_date}</td>
      <td className={table.figure}>{!out && quantity}</td>
      <td className={table.figure}>{out && quantity}</td>
      <td className={table.figure}>{!out && value}</td>
      <td className={table.figure}>{out && value}</td>
      {after ? <Held held={after} /> : <td colSpan={3} />}
    </tr>
  )
}

function Held({ held }: { held: Step['after'] }) {
  return (
    <>
      <td className={table.figure}>
        <Quantity value={held.quantity} />
      </td>
      <td className={table.figure}>
        <Money value={held.value} />
      </td>
      <td className={table.figure}>{!isZero(held.quantity) && <UnitPrice value={held.unit_cost} />}</td>
    </>
  )
}
