import { SearchOutlined } from '@ant-design/icons'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { SearchHit } from '@/api'
import { documentHref, documentType } from '@/shared/lib/document-links'
import { useDebounced } from '@/shared/lib/use-debounced'
import { sentence } from '@/shared/refusal'
import { useSearch } from '../api/use-search'
import styles from './global-search.module.css'

const optionId = (index: number) => `global-search-${index}`

/** One box for everything with a number or a name; arrows choose, Enter opens. */
export default function GlobalSearch({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const q = useDebounced(text.trim(), 200)
  const { data, error } = useSearch(q)
  const hits = q ? (data ?? []).filter((hit) => documentHref(hit.type, hit.id) !== null) : []

  const open = (hit: SearchHit | undefined) => {
    const href = hit && documentHref(hit.type, hit.id)
    if (!href) return
    onClose()
    void navigate(href)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') return open(hits[active])
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || hits.length === 0) return
    event.preventDefault()
    setActive((active + step + hits.length) % hits.length)
  }

  const told = error ? sentence(error) : q && data && hits.length === 0 ? t('top.search_empty', { q }) : ''
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={640}
      style={{ top: 80 }}
      destroyOnHidden
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        prefix={<SearchOutlined />}
        placeholder={t('top.search')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="global-search"
        aria-activedescendant={hits.length > 0 ? optionId(active) : undefined}
        aria-label={t('top.search')}
      />
      <div id="global-search" role="listbox" className={styles.list} aria-label={t('top.search')}>
        {hits.map((hit, index) => (
          <div
            key={`${hit.type}:${hit.id}`}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.hit}
            onMouseMove={() => setActive(index)}
            onMouseDown={() => open(hit)}
          >
            <span className={styles.type}>{t(`common:document_type.${documentType(hit.type)}`)}</span>
            <span>{hit.title}</span>
            <span className={styles.title}>{hit.subtitle}</span>
          </div>
        ))}
        {hits.length === 0 && <p className={styles.told}>{told || t('top.search_start')}</p>}
      </div>
    </Modal>
  )
}
