import { CheckCircleOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RecentAction, Todo } from '@/api'
import { documentHref, documentType } from '@/shared/lib/document-links'
import { sentence } from '@/shared/refusal'
import { useCan, useMe } from '@/shared/session/use-me'
import { DateCell } from '@/shared/ui/date-cell'
import { EmptyState } from '@/shared/ui/empty-state'
import { StateTag } from '@/shared/ui/state-tag'
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

  const loading = error ? (
    <EmptyState
      title={sentence(error)}
      action={<Button onClick={() => void refetch()}>{t('common:action.retry')}</Button>}
    />
  ) : (
    <Skeleton active className={styles.skeleton} />
  )

  return (
    <div className={styles.page}>
      <h1>{t(`home.${greeting}`, { name: person.name })}</h1>
      <div className={styles.columns}>
        <Panel title={t('home.waiting')}>{data ? <Waiting todos={data.todos} /> : loading}</Panel>
        <Panel title={t('home.recent')}>{data ? <Recent rows={data.recent} /> : loading}</Panel>
      </div>
      <GoTo />
    </div>
  )
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Waiting({ todos }: { todos: Todo[] }) {
  const { t } = useTranslation('shell')
  if (todos.length === 0)
    return (
      <EmptyState
        icon={<CheckCircleOutlined />}
        title={t('home.waiting_none')}
        hint={t('home.waiting_none_hint')}
      />
    )
  return todos.map(({ kind, count, documents }) => (
    <div key={kind}>
      <h3>
        {t(`home.todo.${kind}`, kind)} <span className={styles.count}>{count}</span>
      </h3>
      <ul className={styles.list}>
        {documents.map((one) => (
          <DocumentRow key={one.id} type={one.type} id={one.id} number={one.number} at={one.business_date}>
            <StateTag state={one.state} />
          </DocumentRow>
        ))}
      </ul>
      {count > documents.length && (
        <p className={styles.more}>{t('home.more', { count: count - documents.length })}</p>
      )}
    </div>
  ))
}

function Recent({ rows }: { rows: RecentAction[] }) {
  const { t } = useTranslation('shell')
  if (rows.length === 0) return <EmptyState title={t('home.recent_none')} />
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <DocumentRow
          key={`${row.id} ${row.at} ${row.action}`}
          type={row.type}
          id={row.id}
          number={row.number}
          at={row.at}
        >
          {t(`common:did.${row.action}`, row.action)}
        </DocumentRow>
      ))}
    </ul>
  )
}

interface DocumentRowProps {
  type: string
  id: string
  number: string | null
  at: string
  children: ReactNode
}

function DocumentRow({ type, id, number, at, children }: DocumentRowProps) {
  const { t } = useTranslation('common')
  const content = (
    <>
      <span className={styles.type}>{t(`document_type.${documentType(type)}`)}</span>
      <span className={styles.number}>{number ?? t('unnumbered')}</span>
      <span className={styles.title}>{children}</span>
      <DateCell value={at} />
    </>
  )
  const href = documentHref(type, id)
  return (
    <li>
      {href ? (
        <Link to={href} className={styles.row}>
          {content}
        </Link>
      ) : (
        <span className={styles.row}>{content}</span>
      )}
    </li>
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
