import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { newId } from '../../lib/ids'
import { useHotkey } from '../../lib/use-hotkey'
import { useCan } from '../../session/use-me'
import { ConfirmFigures } from '../confirm-figures'
import type { DocumentAction, DocumentBase } from './types'
import type { DocumentState } from './use-document'

interface ActionBarProps<T extends DocumentBase<unknown>> {
  state: DocumentState<T>
  actions: DocumentAction<T>[]
  editable: boolean
  listHref: string
}

interface Asked<T> {
  action: DocumentAction<T>
  /** Of the document that the action makes; fixed while it is asked, so that a second try is the same one. */
  newDocumentId: string
}

/** What the state and the person's grants allow, the next step at the right. Ctrl S saves, Ctrl Enter does the next step. */
export function ActionBar<T extends DocumentBase<unknown>>(props: ActionBarProps<T>) {
  const { state, actions, editable, listHref } = props
  const { t } = useTranslation('document')
  const can = useCan()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Asked<T> | null>(null)
  const [dropping, setDropping] = useState(false)
  const { doc, busy, isNew, dirty } = state
  const offered = doc
    ? actions.filter(
        (one) => one.states.includes(doc.state) && can(one.grant) && (one.offered ? one.offered(doc) : true),
      )
    : []
  const main = offered.find((action) => action.main)
  // A number, once given, stays taken: what had one is cancelled and not dropped.
  const draft = editable && doc?.number === null && (doc.state === 'draft' || doc.state === 'rejected')

  const run = ({ action, newDocumentId }: Asked<T>, reason: string) => {
    const { verb, oneStep, needsReason, makesDocument, asSeen } = action
    const body = {
      ...(needsReason && { reason }),
      ...(makesDocument && { id: newDocumentId }),
      ...(asSeen && { version: doc?.version }),
    }
    state.act({ verb, body, oneStep }, () => setAsked(null))
  }
  const start = (action: DocumentAction<T>) => {
    if (action.href && doc) {
      void navigate(action.href(doc))
      return
    }
    const next = { action, newDocumentId: newId() }
    if (action.figures || action.needsReason) setAsked(next)
    else run(next, '')
  }
  const canSave = editable && (dirty || isNew) && !busy
  useHotkey('ctrl+s', () => canSave && state.save())
  useHotkey('ctrl+enter', () => main && !busy && start(main))

  return (
    <>
      {draft && (
        <Button type="text" icon={<DeleteOutlined />} disabled={busy} onClick={() => setDropping(true)}>
          {t('drop')}
        </Button>
      )}
      {offered
        .filter((action) => action !== main)
        .map((action) => (
          <Button key={action.verb} danger={action.danger} disabled={busy} onClick={() => start(action)}>
            {action.label}
          </Button>
        ))}
      {editable && (
        <Button
          type={main ? 'default' : 'primary'}
          disabled={!canSave}
          loading={busy && !main}
          onClick={state.save}
          title="Ctrl S"
        >
          {t('common:action.save')}
        </Button>
      )}
      {main && (
        <Button
          type="primary"
          danger={main.danger}
          loading={busy}
          onClick={() => start(main)}
          title="Ctrl Enter"
        >
          {main.label}
        </Button>
      )}
      {asked && doc && (
        <ConfirmFigures
          title={asked.action.label}
          okText={asked.action.label}
          figures={asked.action.figures?.(doc) ?? []}
          danger={asked.action.danger}
          needsReason={asked.action.needsReason}
          busy={busy}
          onConfirm={(reason) => run(asked, reason)}
          onCancel={() => setAsked(null)}
        />
      )}
      {dropping && doc && (
        <ConfirmFigures
          title={t('drop')}
          okText={t('drop')}
          danger
          figures={[{ label: t('lines'), value: String(doc.lines.length) }]}
          busy={busy}
          onConfirm={() => state.discard(() => void navigate(listHref, { replace: true }))}
          onCancel={() => setDropping(false)}
        />
      )}
    </>
  )
}
