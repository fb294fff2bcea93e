import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateCell } from '../date-cell'
import { RemoteText } from '../remote-text'
import type { HeadField } from './types'

interface FieldTextProps<T> {
  doc: T
  field: Exclude<HeadField<T>, { kind: 'custom' | 'readonly' }>
}

/** A field that can't be changed, as text: a greyed control would be harder to read and promise more. */
export function FieldText<T>({ doc, field }: FieldTextProps<T>): ReactNode {
  const { t } = useTranslation('common')
  const value = doc[field.name]
  if (field.kind === 'boolean') return value === true ? t('yes') : t('no')
  if (value === null || value === undefined || value === '') return '\u2013'
  const text = String(value)
  switch (field.kind) {
    case 'date':
      return <DateCell value={text} />
    case 'select':
      return field.options.find((option) => option.value === text)?.label ?? text
    case 'remote':
      return field.shown ?? <RemoteText source={field.source} id={text} />
    default:
      return text
  }
}
