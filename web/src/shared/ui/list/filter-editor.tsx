import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '../../lib/dates'
import { RemotePicker } from '../remote-picker'
import { loosely } from '../remote-source'
import styles from './list.module.css'
import type { ListFilter } from './types'

interface FilterEditorProps {
  filter: ListFilter
  values: Record<string, string>
  onChange: (values: Record<string, string | null>, done?: boolean) => void
}

export function FilterEditor({ filter, values, onChange }: FilterEditorProps) {
  const { t } = useTranslation('list')
  const value = values[filter.field]
  switch (filter.kind) {
    case 'select':
    case 'boolean': {
      const options =
        filter.kind === 'select'
          ? filter.options
          : [
              { value: 'true', label: t('common:yes') },
              { value: 'false', label: t('common:no') },
            ]
      return (
        <Radio.Group
          className={styles.radios}
          value={value}
          options={options}
          onChange={(event) => onChange({ [filter.field]: String(event.target.value) })}
        />
      )
    }
    case 'remote':
      return (
        <div className={styles.editor}>
          <RemotePicker
            source={loosely(filter.source)}
            value={value}
            startOpen
            aria-label={filter.label}
            onChange={(id) => onChange({ [filter.field]: id })}
          />
        </div>
      )
    case 'text':
      return (
        <Input.Search
          className={styles.editor}
          defaultValue={value}
          autoFocus
          aria-label={filter.label}
          onSearch={(text) => onChange({ [filter.field]: text.trim() })}
        />
      )
    case 'date':
      return (
        <Input.Search
          className={styles.editor}
          type="date"
          defaultValue={value ?? today()}
          aria-label={filter.label}
          enterButton={t('common:action.confirm')}
          onSearch={(day) => onChange({ [filter.field]: day })}
        />
      )
    case 'dates':
      return <DatesEditor field={filter.field} label={filter.label} values={values} onChange={onChange} />
  }
}

interface DatesEditorProps extends Pick<FilterEditorProps, 'values' | 'onChange'> {
  field: string
  label: string
}

function DatesEditor({ field, label, values, onChange }: DatesEditorProps) {
  const { t } = useTranslation('list')
  const [from, setFrom] = useState(values[`${field}_from`] ?? '')
  const [to, setTo] = useState(values[`${field}_to`] ?? '')
  const apply = (first: string, last: string) => onChange({ [`${field}_from`]: first, [`${field}_to`]: last })
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault()
        apply(from, to)
      }}
    >
      <div className={styles.ranges}>
        {monthRanges(today()).map(({ key, first, last }) => (
          <Button key={key} size="small" onClick={() => apply(first, last)}>
            {t(`dates.${key}`)}
          </Button>
        ))}
      </div>
      <div className={styles.dates}>
        <Input
          type="date"
          value={from}
          max={to || undefined}
          aria-label={t('dates.from', { label })}
          onChange={(event) => setFrom(event.target.value)}
        />
        –
        <Input
          type="date"
          value={to}
          min={from || undefined}
          aria-label={t('dates.to', { label })}
          onChange={(event) => setTo(event.target.value)}
        />
        <Button type="primary" htmlType="submit">
          {t('common:action.confirm')}
        </Button>
      </div>
    </form>
  )
}

/** The ranges that people ask for every day. */
function monthRanges(day: string) {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const on = (y: number, m: number, d: number) => new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10)
  return [
    { key: 'today', first: day, last: day },
    { key: 'this_month', first: on(year, month - 1, 1), last: on(year, month, 0) },
    { key: 'last_month', first: on(year, month - 2, 1), last: on(year, month - 1, 0) },
    { key: 'this_year', first: on(year, 0, 1), last: on(year, 11, 31) },
  ] as const
}
