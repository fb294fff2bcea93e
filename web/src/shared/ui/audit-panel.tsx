import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getJson } from '../lib/api'
import { DateCell } from './date-cell'
import { Panel } from './panel'
import styles from './panels.module.css'

interface AuditEntry {
  at: string
  person: string | null
  action: string
  remark?: string
  /** Of master data: each field before and after. */
  changes?: { field: string; before: unknown; after: unknown }[]
}

interface AuditPanelProps {
  /** `/api/v1/documents/<type>/<id>/audit`, or `…/<id>/history` of a master record. */
  path: string
  /** Names of the fields in the reader's language. */
  labels?: Record<string, string>
  /** Names of the values of fields that are chosen from a list. */
  words?: Record<string, Record<string, string>>
}

/** Who did what and when, the latest first. */
export function AuditPanel({ path, labels = {}, words = {} }: AuditPanelProps) {
  const { t } = useTranslation('document')
  const query = useQuery({
    queryKey: ['audit', path],
    queryFn: async ({ signal }) => (await getJson<AuditEntry[]>(path, {}, signal)).toReversed(),
  })
  const text = (field: string, value: unknown): string => {
    if (typeof value === 'boolean') return value ? t('common:yes') : t('common:no')
    return value === null || value === undefined || value === ''
      ? '–'
      : (words[field]?.[String(value)] ?? String(value))
  }
  return (
    <Panel query={query}>
      {(rows) => (
        <section className={styles.section}>
          {rows.length === 0 && <p>{t('audit.none')}</p>}
          <ul>
            {rows.map((row) => (
              <li key={`${row.at} ${row.action}`}>
                <div className={styles.line}>
                  <span>
                    {row.person ?? t('audit.system')} · {t(`common:did.${row.action}`, row.action)}
                  </span>
                  <DateCell value={row.at} />
                </div>
                {row.remark && <div className={styles.change}>{row.remark}</div>}
                {row.changes?.map(({ field, before, after }) => (
                  <div key={field} className={styles.change}>
                    {labels[field] ?? field}: {text(field, before)} → {text(field, after)}
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
