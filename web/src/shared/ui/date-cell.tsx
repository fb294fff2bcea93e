import { useTranslation } from 'react-i18next'
import { formatDay, formatInstant } from '../lib/dates'

interface DateCellProps {
  /** A business day (`2026-11-23`) or an instant (`2026-11-23T08:00:00Z`). */
  value: string | null | undefined
}

/** Days as they are; instants in the reader's zone, with the full instant on hover. */
export function DateCell({ value }: DateCellProps) {
  const { i18n } = useTranslation('common')
  if (!value) return null
  const isInstant = value.includes('T')
  return (
    <time dateTime={value} title={isInstant ? value : undefined} className="figure">
      {isInstant ? formatInstant(value, i18n.language) : formatDay(value)}
    </time>
  )
}
