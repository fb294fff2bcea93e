import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface SaidRow {
  id: string
  valid_from: string
  recorded_by_name: string
  recorded_at: string
}

interface SaidBeforeProps<R extends SaidRow> {
  title: string
  rows: R[] | undefined
  /** Figure and reason. */
  tell: (row: R) => ReactNode
}

/** What was said before of a figure that holds from a day on: nothing of it is ever changed. */
export function SaidBefore<R extends SaidRow>({ title, rows = [], tell }: SaidBeforeProps<R>) {
  const { t } = useTranslation('stock')
  if (rows.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            {row.valid_from} · {tell(row)} ·{' '}
            {t('employers.by', { person: row.recorded_by_name, day: row.recorded_at.slice(0, 10) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
