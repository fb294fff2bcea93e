import { ArrowLeftOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatInstant } from '../../lib/dates'
import { headFaults, sentence } from '../../refusal'
import { EmptyState } from '../empty-state'
import { Waiting } from '../waiting'
import styles from './document.module.css'
import { fieldId } from './field-control'
import { StaleDialog } from './stale-dialog'
import type { DocumentState, Versioned } from './use-document'

interface DocumentFrameProps<T extends Versioned> {
  state: DocumentState<T>
  listHref: string
  title: ReactNode
  actions: ReactNode
  /** Field names for the comparison with a newer version. */
  labels: Record<string, string>
  side?: ReactNode
  children: (doc: T) => ReactNode
}

/** What every document and record page has around its fields: title, actions, what went wrong, what was restored. */
export function DocumentFrame<T extends Versioned>(props: DocumentFrameProps<T>) {
  const { state, listHref, title, actions, labels, side, children } = props
  const { t, i18n } = useTranslation('document')
  const { doc, refusal, failure, stale, restoredAt } = state
  const told = useRef<HTMLDivElement>(null)

  // The first fault is brought into sight: the head's field, else the sentence. Faults of lines are the grid's to show.
  useEffect(() => {
    if (!refusal) return
    const [first] = Object.keys(headFaults(refusal))
    const field = first === undefined ? null : document.getElementById(fieldId(first))
    const place = field ?? (refusal.faults.some((fault) => fault.line !== null) ? null : told.current)
    place?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  }, [refusal])

  if (state.loadError)
    return (
      <EmptyState
        title={sentence(state.loadError)}
        action={
          <>
            <Button onClick={state.reload}>{t('common:action.retry')}</Button>
            <Link to={listHref}>{t('back')}</Link>
          </>
        }
      />
    )
  if (!doc) return <Waiting />
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <Link to={listHref} aria-label={t('back')} title={t('back')} className={styles.back}>
          <ArrowLeftOutlined />
        </Link>
        <h1>{title}</h1>
        <span className={styles.kept} aria-live="polite">
          {state.dirty ? t('unsaved') : state.saved ? t('common:saved') : ''}
        </span>
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={styles.columns}>
        <div className={styles.main}>
          <div ref={told} className={styles.notices} aria-live="assertive">
            {(refusal ?? failure) && <Refused state={state} labels={labels} />}
            {restoredAt && (
              <Alert
                type="info"
                showIcon
                title={t('restored', { when: formatInstant(restoredAt, i18n.language) })}
                action={
                  <>
                    <Button size="small" type="link" onClick={state.revert}>
                      {t('restored_drop')}
                    </Button>
                    <Button size="small" type="link" onClick={state.keepRestored}>
                      {t('restored_keep')}
                    </Button>
                  </>
                }
              />
            )}
          </div>
          {children(doc)}
        </div>
        {side}
      </div>
      {stale && (
        <StaleDialog
          stale={stale}
          mine={doc}
          labels={labels}
          onTheirs={state.takeTheirs}
          onMine={state.keepMine}
        />
      )}
    </div>
  )
}

interface RefusedProps<T extends Versioned> {
  state: DocumentState<T>
  labels: Record<string, string>
}

function Refused<T extends Versioned>({ state, labels }: RefusedProps<T>) {
  const { t } = useTranslation('document')
  const { refusal, failure } = state
  const lines = [...new Set((refusal?.faults ?? []).flatMap(({ line }) => (line === null ? [] : [line])))]
  // What belongs to a field of the form stands there; the rest is told here.
  const general = (refusal?.faults ?? []).filter(
    ({ line, field, detail }) =>
      line === null && (field === null || labels[field] === undefined) && detail !== refusal?.message,
  )
  return (
    <Alert
      type="error"
      showIcon
      title={sentence(refusal ?? failure)}
      description={
        lines.length + general.length > 0 ? (
          <>
            {general.map((fault) => (
              <div key={`${fault.field} ${fault.code} ${fault.detail}`}>{fault.detail}</div>
            ))}
            {lines.length > 0 && t('lines_refused', { lines: lines.slice(0, 20).join(', ') })}
          </>
        ) : undefined
      }
    />
  )
}
