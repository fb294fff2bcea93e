import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isShown, ordered, useColumnPrefs } from './column-prefs'
import styles from './list.module.css'

interface ColumnSettingsProps {
  id: string
  columns: { key: string; title: string; hidden?: boolean }[]
}

/** Which columns are shown and in what order: by dragging, or by the arrows for who has no mouse. */
export function ColumnSettings({ id, columns }: ColumnSettingsProps) {
  const { t } = useTranslation('list')
  const { prefs, setOrder, setShown, reset } = useColumnPrefs(id)
  const [dragged, setDragged] = useState<string | null>(null)
  const list = ordered(columns, prefs)

  const move = (key: string, to: number) => {
    const keys = list.map((column) => column.key).filter((one) => one !== key)
    keys.splice(to, 0, key)
    setOrder(keys)
  }

  const content = (
    <div className={styles.columns}>
      <ul>
        {list.map((column, index) => (
          <li
            key={column.key}
            draggable
            data-dragged={dragged === column.key}
            onDragStart={() => setDragged(column.key)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              event.preventDefault()
              if (dragged && dragged !== column.key) move(dragged, index)
            }}
          >
            <Checkbox
              checked={isShown(column, prefs)}
              onChange={(event) => setShown(column.key, event.target.checked)}
            >
              {column.title}
            </Checkbox>
            <span>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                disabled={index === 0}
                aria-label={t('columns.up', { column: column.title })}
                onClick={() => move(column.key, index - 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                disabled={index === list.length - 1}
                aria-label={t('columns.down', { column: column.title })}
                onClick={() => move(column.key, index + 1)}
              />
            </span>
          </li>
        ))}
      </ul>
      <Button type="link" size="small" onClick={reset}>
        {t('columns.reset')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={content} title={t('columns.title')}>
      <Button icon={<SettingOutlined />} aria-label={t('columns.title')} title={t('columns.title')} />
    </Popover>
  )
}
