import { DownloadOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkey } from '../../lib/use-hotkey'
import { ColumnSettings } from './column-settings'
import styles from './list.module.css'
import { SavedViews } from './saved-views'

const REST_MS = 300

interface ListToolbarProps {
  id: string
  title: string
  columns: { key: string; title: string; hidden?: boolean }[]
  searchHint?: string
  actions?: ReactNode
  exportable?: boolean
  q: string
  onSearch: (q: string) => void
  search: string
  onShow: (search: string) => void
  exporting: boolean
  onExport: () => void
}

export function ListToolbar(props: ListToolbarProps) {
  const { id, title, columns, searchHint, actions, exportable = true, q, onSearch } = props
  const { search, onShow, exporting, onExport } = props
  const { t } = useTranslation('list')
  return (
    <header className={styles.toolbar}>
      <h1>{title}</h1>
      <SearchBox key={q === '' ? 'empty' : 'set'} q={q} hint={searchHint} onSearch={onSearch} />
      <span className={styles.spread} />
      <SavedViews listId={id} search={search} onShow={onShow} />
      <ColumnSettings id={id} columns={columns} />
      {exportable && (
        <Button
          icon={<DownloadOutlined />}
          loading={exporting}
          onClick={onExport}
          aria-label={t('export')}
          title={t('export')}
        />
      )}
      {actions}
    </header>
  )
}

interface SearchBoxProps {
  q: string
  hint?: string
  onSearch: (q: string) => void
}

/** Searches once typing rests; Enter does not wait. */
function SearchBox({ q, hint, onSearch }: SearchBoxProps) {
  const { t } = useTranslation('list')
  const [text, setText] = useState(q)
  const input = useRef<InputRef>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useHotkey('/', () => input.current?.focus({ cursor: 'all' }))
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = (value: string) => {
    clearTimeout(timer.current)
    if (value.trim() !== q) onSearch(value.trim())
  }
  return (
    <Input
      ref={input}
      className={styles.search}
      value={text}
      allowClear
      prefix={<SearchOutlined />}
      suffix={text ? null : <kbd>/</kbd>}
      placeholder={hint ?? t('search')}
      aria-label={hint ?? t('search')}
      onChange={(event) => {
        setText(event.target.value)
        clearTimeout(timer.current)
        timer.current = setTimeout(search, REST_MS, event.target.value)
      }}
      onPressEnter={() => search(text)}
    />
  )
}
