import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { getJson } from '../lib/api'
import { documentHref, documentType } from '../lib/document-links'
import { Money } from './figures'
import { Panel } from './panel'
import styles from './panels.module.css'
import { StateTag } from './state-tag'

export interface FlowDocument {
  type: string
  id: string
  number: string | null
  state: string
  business_date: string | null
  amount?: string | null
}

interface Flow {
  before: FlowDocument[]
  after: FlowDocument[]
}

/** What came before a document and what came of it, each one press away. */
export function FlowPanel({ type, id }: { type: string; id: string }) {
  const { t } = useTranslation('document')
  const query = useQuery({
    queryKey: ['flow', type, id],
    queryFn: ({ signal }) => getJson<Flow>(`/api/v1/documents/${type}/${id}/flow`, {}, signal),
  })
  return (
    <Panel query={query}>
      {({ before, after }) => (
        <>
          <FlowList title={t('flow.before')} none={t('flow.before_none')} rows={before} />
          <FlowList title={t('flow.after')} none={t('flow.after_none')} rows={after} />
        </>
      )}
    </Panel>
  )
}

function FlowList({ title, none, rows }: { title: string; none: string; rows: FlowDocument[] }) {
  const { t } = useTranslation('common')
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {rows.length === 0 && <p>{none}</p>}
      <ul>
        {rows.map((row) => {
          const href = documentHref(row.type, row.id)
          const number = row.number ?? '–'
          return (
            <li key={`${row.type}:${row.id}`}>
              <div className={styles.line}>
                <span>
                  {t(`document_type.${documentType(row.type)}`)}{' '}
                  {href ? <Link to={href}>{number}</Link> : number}
                </span>
                <StateTag state={row.state} />
              </div>
              <div className={styles.line}>
                <time>{row.business_date}</time>
                <Money value={row.amount} />
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
