import { CloseOutlined, DownOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RemoteText } from '../remote-text'
import { FilterEditor } from './filter-editor'
import styles from './list.module.css'
import type { ListFilter } from './types'

interface FilterBarProps {
  filters: ListFilter[]
  values: Record<string, string>
  onChange: (values: Record<string, string | null>) => void
}

/** The parameters that a filter sets. */
const fieldsOf = (filter: ListFilter): string[] =>
  filter.kind === 'dates' ? [`${filter.field}_from`, `${filter.field}_to`] : [filter.field]

const cleared = (filters: ListFilter[]): Record<string, null> =>
  Object.fromEntries(filters.flatMap(fieldsOf).map((field) => [field, null]))

export function FilterBar({ filters, values, onChange }: FilterBarProps) {
  const { t } = useTranslation('list')
  const isSet = (filter: ListFilter) => fieldsOf(filter).some((field) => values[field])
  return (
    <fieldset className={styles.filters} aria-label={t('filters.label')}>
      {filters.map((filter) => (
        <FilterChip
          key={filter.field}
          filter={filter}
          values={values}
          isSet={isSet(filter)}
          onChange={onChange}
        />
      ))}
      {filters.some(isSet) && (
        <Button type="link" size="small" onClick={() => onChange(cleared(filters))}>
          {t('filters.clear_all')}
        </Button>
      )}
    </fieldset>
  )
}

interface FilterChipProps {
  filter: ListFilter
  values: Record<string, string>
  isSet: boolean
  onChange: FilterBarProps['onChange']
}

function FilterChip({ filter, values, isSet, onChange }: FilterChipProps) {
  const { t } = useTranslation('list')
  const [open, setOpen] = useState(false)
  const change = (changed: Record<string, string | null>, done = true) => {
    onChange(changed)
    if (done) setOpen(false)
  }
  return (
    <span className={styles.chip} data-set={isSet}>
      <Popover
        trigger="click"
        placement="bottomLeft"
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        content={<FilterEditor filter={filter} values={values} onChange={change} />}
      >
        <button type="button" aria-haspopup="dialog" aria-expanded={open}>
          {filter.label}
          {isSet ? (
            <strong>
              <FilterText filter={filter} values={values} />
            </strong>
          ) : (
            <DownOutlined />
          )}
        </button>
      </Popover>
      {isSet && (
        <button
          type="button"
          aria-label={t('filters.clear', { filter: filter.label })}
          onClick={() => change(cleared([filter]))}
        >
          <CloseOutlined />
        </button>
      )}
    </span>
  )
}

function FilterText({ filter, values }: { filter: ListFilter; values: Record<string, string> }) {
  const { t } = useTranslation('list')
  const value = values[filter.field] ?? ''
  switch (filter.kind) {
    case 'select':
      return filter.options.find((option) => option.value === value)?.label ?? value
    case 'remote':
      return <RemoteText source={filter.source} id={value} />
    case 'boolean':
      return value === 'true' ? t('common:yes') : t('common:no')
    case 'dates':
      return `${values[`${filter.field}_from`] ?? '…'} – ${values[`${filter.field}_to`] ?? '…'}`
    case 'date':
    case 'text':
      return value
  }
}
