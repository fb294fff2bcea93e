import { Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutlineRow } from '../../rules/outline'
import { parseOutline } from '../../rules/parse-outline'
import styles from './wbs.module.css'

interface PasteDialogProps {
  onPaste: (rows: OutlineRow[]) => void
  onCancel: () => void
}

/** A whole outline from Excel; shows how it was understood before it is taken. */
export function PasteDialog({ onPaste, onCancel }: PasteDialogProps) {
  const { t } = useTranslation('projects')
  const [text, setText] = useState('')
  const rows = useMemo(() => parseOutline(text), [text])
  return (
    <Modal
      open
      width={640}
      title={t('wbs.paste')}
      okText={t('wbs.paste_take', { count: rows.length })}
      cancelText={t('common:action.cancel')}
      okButtonProps={{ disabled: rows.length === 0 }}
      onOk={() => onPaste(rows)}
      onCancel={onCancel}
    >
      <div className={styles.paste}>
        <p>{t('wbs.paste_hint')}</p>
        <Input.TextArea
          autoFocus
          value={text}
          aria-label={t('wbs.paste')}
          autoSize={{ minRows: 5, maxRows: 8 }}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            // A tab is part of an outline typed here by hand.
            if (event.key !== 'Tab' || event.shiftKey) return
            event.preventDefault()
            event.currentTarget.setRangeText(
              '\t',
              event.currentTarget.selectionStart,
              event.currentTarget.selectionEnd,
              'end',
            )
            setText(event.currentTarget.value)
          }}
        />
        {rows.length > 0 && (
          <ul className={styles.preview} aria-label={t('wbs.paste_understood')}>
            {rows.map((row) => (
              <li key={row.id} style={{ paddingInlineStart: row.level * 16 - 8 }}>
                {row.code} {row.name}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Modal>
  )
}
