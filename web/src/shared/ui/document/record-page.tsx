import { Button, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkey } from '../../lib/use-hotkey'
import { useCan } from '../../session/use-me'
import { AttachmentPanel } from '../attachment-panel'
import { AuditPanel } from '../audit-panel'
import styles from './document.module.css'
import { DocumentFrame } from './document-frame'
import { StartNew } from './document-page'
import { HeadForm } from './head-form'
import type { HeadField } from './types'
import { type DocumentSpec, type DocumentState, useDocument, type Versioned } from './use-document'

interface RecordPageProps<T extends Versioned> {
  spec: DocumentSpec<T>
  id: string
  title: (record: T) => ReactNode
  listHref: string
  /** Who may change it. */
  grant: string
  fields: (record: T) => HeadField<T>[]
  /** Above the fields, such as where it stands in its life. */
  above?: (record: T, state: DocumentState<T>) => ReactNode
  /** Below the fields, such as a grid of rows that belong to the record. */
  below?: (record: T, state: DocumentState<T>, editable: boolean) => ReactNode
  /** Names of fields that `fields` does not show, for the history. */
  labels?: Record<string, string>
  /** Names of values in the history that no field chooses, such as those of a status. */
  words?: Record<string, Record<string, string>>
  /** Buttons beside Save. */
  actions?: (record: T, state: DocumentState<T>) => ReactNode
  /** What the server keeps of these records beside their fields; by default files and history. */
  side?: SidePart[]
}

type SidePart = 'attachments' | 'audit'

const BOTH: SidePart[] = ['attachments', 'audit']

/** A master record: fields, save with version, files and history. It has no states; documents have `DocumentPage`. */
export function RecordPage<T extends Versioned>(props: RecordPageProps<T>) {
  if (props.id === 'new') return <StartNew type={props.spec.type} />
  return <OpenRecord key={props.id} {...props} />
}

function OpenRecord<T extends Versioned>(props: RecordPageProps<T>) {
  const { spec, id, title, listHref, grant, fields, below, actions, side = BOTH } = props
  const { t } = useTranslation('document')
  const can = useCan()
  const editable = can(grant)
  const state = useDocument(spec, id)
  const { doc, dirty, isNew, busy } = state
  const canSave = editable && (dirty || isNew) && !busy
  const shown = doc ? fields(doc) : []
  const labels = Object.fromEntries(shown.map((field) => [field.name, field.label]))
  const words = Object.fromEntries(
    shown.flatMap((field) =>
      field.kind === 'select'
        ? [[field.name, Object.fromEntries(field.options.map(({ value, label }) => [value, label]))]]
        : [],
    ),
  )
  useHotkey('ctrl+s', () => canSave && state.save())

  const parts = {
    attachments: {
      key: 'attachments',
      label: t('attachments.title'),
      children: <AttachmentPanel type={spec.type} id={id} editable={can('platform.attach')} />,
    },
    audit: {
      key: 'audit',
      label: t('audit.title'),
      children: (
        <AuditPanel
          path={`${spec.resource}/${id}/history`}
          labels={{ ...labels, ...props.labels }}
          words={{ ...words, ...props.words }}
        />
      ),
    },
  }
  return (
    <DocumentFrame<T>
      state={state}
      listHref={listHref}
      title={doc ? title(doc) : null}
      labels={labels}
      actions={
        <>
          {doc && actions?.(doc, state)}
          {editable && (
            <Button type="primary" disabled={!canSave} loading={busy} onClick={state.save} title="Ctrl S">
              {t('common:action.save')}
            </Button>
          )}
        </>
      }
      side={
        !isNew &&
        side.length > 0 && (
          <aside className={styles.side}>
            <Tabs size="small" items={side.map((part) => parts[part])} />
          </aside>
        )
      }
    >
      {(record) => (
        <>
          {props.above?.(record, state)}
          <HeadForm
            doc={record}
            fields={fields(record)}
            onChange={state.change}
            disabled={!editable}
            faults={state.headFaults}
          />
          {below?.(record, state, editable)}
        </>
      )}
    </DocumentFrame>
  )
}
