import {
  DownloadOutlined,
  PlusOutlined,
  QuestionCircleOutlined,
  SnippetsOutlined,
  UndoOutlined,
} from '@ant-design/icons'
import { App, Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { download } from '@/shared/lib/api'
import { sentence } from '@/shared/refusal'
import { PROJECTS } from '../../api/project-keys'
import type { OutlineState } from './use-outline'
import styles from './wbs.module.css'

interface WbsToolbarProps {
  projectId: string
  outline: OutlineState
  editable: boolean
  onAdd: () => void
  onPaste: () => void
}

export function WbsToolbar({ projectId, outline, editable, onAdd, onPaste }: WbsToolbarProps) {
  const { t } = useTranslation('projects')
  const { message } = App.useApp()
  const { rows, dirty, saving } = outline
  const exportTree = () =>
    void download(`${PROJECTS}/${projectId}/nodes?format=xlsx`, 'wbs.xlsx').catch((error: unknown) =>
      message.error(sentence(error)),
    )
  return (
    <div className={styles.toolbar}>
      {editable && (
        <>
          <Button icon={<PlusOutlined />} onClick={onAdd}>
            {t('wbs.add')}
          </Button>
          <Button icon={<SnippetsOutlined />} onClick={onPaste}>
            {t('wbs.paste')}
          </Button>
          <Button
            icon={<UndoOutlined />}
            disabled={!dirty}
            onClick={outline.undo}
            aria-label={t('wbs.undo')}
            title={`${t('wbs.undo')} (Ctrl Z)`}
          />
        </>
      )}
      <Button
        icon={<DownloadOutlined />}
        disabled={rows.length === 0 || dirty}
        onClick={exportTree}
        aria-label={t('wbs.export')}
        title={t('wbs.export')}
      />
      {editable && <KeyHelp />}
      <span className={styles.kept} aria-live="polite">
        {dirty ? t('wbs.unsaved') : t('wbs.count', { count: rows.length })}
      </span>
      {dirty && (
        <>
          <Button disabled={saving} onClick={outline.discard}>
            {t('wbs.discard')}
          </Button>
          <Button type="primary" loading={saving} onClick={outline.save} title="Ctrl S">
            {t('wbs.save')}
          </Button>
        </>
      )}
    </div>
  )
}

const KEYS = [
  ['Enter', 'enter'],
  ['Tab / Shift Tab', 'tab'],
  ['Alt ↑ ↓ ← →', 'alt'],
  ['↑ ↓ ← →', 'arrows'],
  ['Space', 'space'],
  ['Ctrl V', 'paste'],
  ['Ctrl Delete', 'remove'],
  ['Ctrl Z', 'undo'],
  ['Ctrl S', 'save'],
  ['Esc', 'escape'],
] as const

function KeyHelp() {
  const { t } = useTranslation('projects')
  return (
    <Popover
      trigger="click"
      title={t('wbs.keys.title')}
      content={
        <dl className={styles.keys}>
          {KEYS.map(([key, name]) => (
            <Keyed key={name} keys={key} text={t(`wbs.keys.${name}`)} />
          ))}
        </dl>
      }
    >
      <Button type="text" icon={<QuestionCircleOutlined />} aria-label={t('wbs.keys.title')} />
    </Popover>
  )
}

function Keyed({ keys, text }: { keys: string; text: string }) {
  return (
    <>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{text}</dd>
    </>
  )
}
