import { Steps, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { newId } from '../../lib/ids'
import { headFaults, lineFaults } from '../../refusal'
import { useCan, useMe } from '../../session/use-me'
import { LineGrid } from '../grid/line-grid'
import type { GridLine } from '../grid/types'
import { StateTag } from '../state-tag'
import { ActionBar } from './action-bar'
import styles from './document.module.css'
import { DocumentFrame } from './document-frame'
import { unsentDraftId } from './draft-store'
import { HeadForm } from './head-form'
import { SidePanel } from './side-panel'
import type { DocumentBase, DocumentPageProps } from './types'
import { type DocumentState, useDocument } from './use-document'

/**
 * Every document of the desktop: head, lines, state, actions, attachments, flow and audit.
 *
 * The address `…/new` becomes `…/<id>` at once: the id is the request id, and what is typed is kept under it.
 */
export function DocumentPage<T extends DocumentBase<L>, L extends GridLine>(props: DocumentPageProps<T, L>) {
  const { spec, id } = props
  if (id === 'new') return <StartNew type={spec.type} />
  return <OpenDocument key={id} {...props} />
}

/** Goes on with what was typed and never sent, else starts afresh. */
export function StartNew({ type }: { type: string }) {
  const me = useMe().person.id
  const id = useMemo(() => unsentDraftId(me, type) ?? newId(), [me, type])
  return <Navigate to={`../${id}`} relative="path" replace state={{ isNew: true }} />
}

function OpenDocument<T extends DocumentBase<L>, L extends GridLine>(props: DocumentPageProps<T, L>) {
  const {
    spec,
    id,
    title,
    listHref,
    grant,
    steps,
    editableIn = ['draft', 'rejected'],
    fields,
    actions,
    summary,
  } = props
  const { t } = useTranslation('document')
  const can = useCan()
  const state = useDocument(spec, id)
  const { doc } = state
  const editable = doc !== undefined && editableIn.includes(doc.state) && can(grant)
  const labels = doc ? Object.fromEntries(fields(doc).map((field) => [field.name, field.label])) : {}

  return (
    <DocumentFrame<T>
      state={state}
      listHref={listHref}
      title={
        <>
          {typeof title === 'string' ? title : doc && title(doc)}{' '}
          <span className="figure">{doc?.number ?? t('common:unnumbered')}</span>{' '}
          <StateTag state={doc?.state} />
        </>
      }
      labels={{ ...labels, lines: t('lines') }}
      actions={<ActionBar state={state} actions={actions} editable={editable} listHref={listHref} />}
      side={state.isNew ? null : <SidePanel type={spec.type} id={id} editable={can(grant)} />}
    >
      {(shown) => (
        <>
          <div className={styles.status}>
            <Progress steps={typeof steps === 'function' ? steps(shown) : steps} state={shown.state} />
            {summary && <div className={styles.summary}>{summary(shown)}</div>}
          </div>
          <HeadForm
            doc={shown}
            fields={fields(shown)}
            onChange={state.change}
            disabled={!editable}
            faults={state.headFaults}
          />
          {props.above?.(shown, state.change)}
          <DocumentLinesGrid {...props} doc={shown} state={state} editable={editable} />
          {props.below?.(shown)}
        </>
      )}
    </DocumentFrame>
  )
}

interface LinesProps<T extends DocumentBase<L>, L extends GridLine> extends DocumentPageProps<T, L> {
  doc: T
  state: DocumentState<T>
  editable: boolean
}

function DocumentLinesGrid<T extends DocumentBase<L>, L extends GridLine>(
  props: LinesProps<T, L>,
): ReactNode {
  const { lines, doc, state, editable } = props
  const { t } = useTranslation('document')
  const { refusal } = state
  const faults = useMemo(() => lineFaults(refusal), [refusal])
  const { derive, onScan } = lines
  return (
    <LineGrid<L>
      // Begun anew once nothing can be typed: from its first column, not where the last entry was.
      key={editable ? 'typed' : 'read'}
      label={t('lines')}
      lines={doc.lines}
      columns={lines.columns(doc)}
      newLine={(above) => lines.newLine(doc, above)}
      derive={derive && ((line) => derive(line, doc))}
      onScan={onScan && ((code, active) => onScan(doc, code, active))}
      onChange={(next) => state.change({ lines: next } as Partial<T>)}
      readOnly={!editable}
      faults={faults}
      revealFaults={Object.keys(headFaults(refusal)).length === 0}
    />
  )
}

function Progress({ steps, state }: { steps: string[]; state: string }) {
  const { t } = useTranslation('common')
  const place = steps.indexOf(state)
  // A state off the usual way (rejected, reversed) ends it where it was left.
  if (place < 0) return <Tag>{t(`state.${state}`)}</Tag>
  return (
    <Steps
      size="small"
      className={styles.steps}
      current={place === steps.length - 1 ? steps.length : place}
      items={steps.map((step) => ({ title: t(`state.${step}`) }))}
    />
  )
}
