import { CheckCircleOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Todo } from '@/api'
import { listHref } from '@/shared/lib/document-links'
import { EmptyState } from '@/shared/ui/empty-state'
import { StateTag } from '@/shared/ui/state-tag'
import styles from '../home-page.module.css'
import { DocumentRow } from './document-row'

/** The list of all documents of a kind of work: those in the state that its first ones are in. */
function allOf({ documents }: Todo): string | null {
  const first = documents[0]
  const list = first && listHref(first.type)
  return list ? `${list}?state=${first.state}` : null
}

/** What waits for this person, kind by kind: how many, the first ones, and the way to the rest. */
export function Waiting({ todos }: { todos: Todo[] }) {
  const { t } = useTranslation('shell')
  if (todos.length === 0)
    return (
      <EmptyState
        icon={<CheckCircleOutlined />}
        title={t('home.waiting_none')}
        hint={t('home.waiting_none_hint')}
      />
    )
  return todos.map((todo) => {
    const { kind, count, documents } = todo
    const all = allOf(todo)
    const title = (
      <>
        {t(`home.todo.${kind}`, kind)} <span className={styles.count}>{count}</span>
      </>
    )
    const rest = count - documents.length
    return (
      <div key={kind}>
        <h3>{all ? <Link to={all}>{title}</Link> : title}</h3>
        <ul className={styles.list}>
          {documents.map((one) => (
            <DocumentRow key={one.id} type={one.type} id={one.id} number={one.number} at={one.business_date}>
              <StateTag state={one.state} />
            </DocumentRow>
          ))}
        </ul>
        {rest > 0 && (
          <p className={styles.more}>
            {all ? <Link to={all}>{t('home.more', { count: rest })}</Link> : t('home.more', { count: rest })}
          </p>
        )}
      </div>
    )
  })
}
