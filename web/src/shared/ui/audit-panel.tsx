import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getJson } from '../lib/api'
import { DateCell } from './date-cell'
import { Panel } from './panel'
import styles from './panels.module.css'

interface AuditEntry {
  id: string
  at: string
  person: string | null
  action: string
  /** Field → before and after. */
  changes: Record<string, [unknown, unknown]>
}

const text = (value: unknown): string =>
  value === null || value === undefined || value === '' ? '–' : String(value)

/** Who did what and when, newest first. */
export function AuditPanel({ type, id }: { type: string; id: string }) {
  const { t } = useTranslation('document')
  const query = useQuery({
    queryKey: ['audit', type, id],
    queryFn: async ({ signal }) =>
      (await getJson<{ rows: AuditEntry[] }>(`/api/v1/documents/${type}/${id}/audit`, {}, signal)).rows,
  })
  return (
    <Panel query={query}>
      {(rows) => (
        <section className={styles.section}>
          {rows.length === 0 && <p>{t('audit.none')}</p>}
          <ul>
            {rows.map((row) => (
              <li key={row.id}>
                <div className={styles.line}>
                  <span>
                    {row.person ?? t('audit.system')} · {t(`audit.action.${row.action}`, row.action)}
                  </span>
                  <DateCell value={row.at} />
                </div>
                {Object.entries(row.changes).map(([field, [before, after]]) => (
                  <div key={field} className={styles.change}>
                    {field}: {text(before)} → {text(after)}
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Panel>
  )
}
