import { CheckCircleOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Todo } from '@/api'
import { formatInstant } from '@/shared/lib/dates'
import { documentHref, documentType } from '@/shared/lib/document-links'
import { sentence } from '@/shared/refusal'
import { useCan, useMe } from '@/shared/session/use-me'
import { EmptyState } from '@/shared/ui/empty-state'
import { useHome } from '../api/use-home'
import { modules } from '../routes'
import styles from './home-page.module.css'

/** The first screen: what waits for this person, what they had in hand, and where they may go. */
export default function HomePage() {
  const { t } = useTranslation('shell')
  const { person } = useMe()
  const { data, error, refetch } = useHome()
  const hour = new Date().getHours()
  const greeting = hour < 11 ? 'greeting_morning' : hour < 18 ? 'greeting_day' : 'greeting_evening'

  const rows = (found: Todo[] | undefined, empty: ReactNode) => {
    if (error)
      return (
        <EmptyState
          title={sentence(error)}
          action={<Button onClick={() => void refetch()}>{t('common:action.retry')}</Button>}
        />
      )
    if (!found) return <Skeleton active className={styles.skeleton} />
    return found.length === 0 ? empty : <TodoList rows={found} />
  }

  return (
    <div className={styles.page}>
      <h1>{t(`home.${greeting}`, { name: person.name })}</h1>
      <div className={styles.columns}>
        <Panel title={t('home.waiting')} count={data?.todos.length}>
          {rows(
            data?.todos,
            <EmptyState
              icon={<CheckCircleOutlined />}
              title={t('home.waiting_none')}
              hint={t('home.waiting_none_hint')}
            />,
          )}
        </Panel>
        <Panel title={t('home.recent')}>
          {rows(data?.recent, <EmptyState title={t('home.recent_none')} />)}
        </Panel>
      </div>
      <GoTo />
    </div>
  )
}

function Panel({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section className={styles.panel}>
      <h2>
        {title}
        {count ? <span className={styles.count}>{count}</span> : null}
      </h2>
      {children}
    </section>
  )
}

function TodoList({ rows }: { rows: Todo[] }) {
  const { t, i18n } = useTranslation('shell')
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={`${row.type}:${row.id}`}>
          <Link to={documentHref(row.type, row.id) ?? '/'} className={styles.row}>
            <span className={styles.type}>{t(`common:document_type.${documentType(row.type)}`)}</span>
            <span className={styles.number}>{row.number}</span>
            <span className={styles.title}>{row.title}</span>
            <time className={styles.since} dateTime={row.since}>
              {formatInstant(row.since, i18n.language)}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function GoTo() {
  const { t } = useTranslation('shell')
  const can = useCan()
  const entries = modules.flatMap((module) => module.menu).filter((entry) => can(entry.grant))
  if (entries.length === 0) return null
  return (
    <nav className={styles.go} aria-label={t('home.go')}>
      {entries.slice(0, 10).map(({ path, label }) => (
        <Link key={path} to={path}>
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}
