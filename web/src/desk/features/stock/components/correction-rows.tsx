import { useTranslation } from 'react-i18next'
import { DocumentLink } from '@/shared/ui/document-link'
import { Money } from '@/shared/ui/figures'
import table from '@/shared/ui/plain-table.module.css'
import type { ExplainedMove } from '../rules/explanation'
import styles from './explained.module.css'

interface CorrectionRowsProps {
  move: ExplainedMove
  out: boolean
}

/** Of what a move's value is made: as it was posted, and each change since with its cause. */
export function CorrectionRows({ move, out }: CorrectionRowsProps) {
  const { t } = useTranslation('stock')
  if (move.corrections.length === 0) return null
  const part = (value: string) => (
    <>
      <td colSpan={2} />
      <td className={table.figure}>{!out && <Money value={value} />}</td>
      <td className={table.figure}>{out && <Money value={value} />}</td>
      <td colSpan={3} />
    </>
  )
  return (
    <>
      <tr className={styles.correction}>
        <td />
        <td colSpan={3}>{t('explain.as_posted')}</td>
        {part(move.value_posted)}
      </tr>
      {move.earlier_corrections > 0 && (
        <tr className={styles.correction}>
          <td />
          <td colSpan={3}>{t('explain.more_corrections', { count: move.earlier_corrections })}</td>
          {part(move.earlier_corrections_value)}
        </tr>
      )}
      {move.corrections.map((each) => (
        <tr key={each.id} className={styles.correction}>
          <td />
          <td>
            {each.cause ? t(`cause.${each.cause}`) : t('correction')}{' '}
            <DocumentLink type={each.document_type} id={each.document_id} number={each.document_number} />
          </td>
          <td className="figure">{each.business_date}</td>
          <td className="figure">{each.posting_date}</td>
          {part(each.value)}
        </tr>
      ))}
    </>
  )
}
