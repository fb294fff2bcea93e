import { Input, Select, Switch } from 'antd'
import { RemotePicker } from '../remote-picker'
import { loosely } from '../remote-source'
import styles from './document.module.css'
import { FieldText } from './field-text'
import type { HeadField } from './types'

export const fieldId = (name: string): string => `field-${name}`

interface FieldControlProps<T> {
  doc: T
  field: HeadField<T>
  disabled: boolean
  invalid: boolean
  onChange: (part: Partial<T>) => void
}

export function FieldControl<T>({ doc, field, disabled, invalid, onChange }: FieldControlProps<T>) {
  const value = doc[field.name]
  const text = value === null || value === undefined ? '' : String(value)
  const id = fieldId(field.name)
  // The field says which of the document's fields it holds, so its type is the page's own promise.
  const set = (next: string | boolean | null) => onChange({ [field.name]: next } as Partial<T>)
  const common = { id, status: invalid ? ('error' as const) : undefined }

  if (disabled && field.kind !== 'custom' && field.kind !== 'readonly')
    return (
      <output id={id} className={styles.text}>
        <FieldText doc={doc} field={field} />
      </output>
    )
  switch (field.kind) {
    case 'text':
      return (
        <Input
          {...common}
          value={text}
          maxLength={field.maxLength}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'longtext':
      return (
        <Input.TextArea
          {...common}
          value={text}
          autoSize={{ minRows: 1, maxRows: 5 }}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'date':
      return (
        <Input {...common} type="date" value={text} onChange={(event) => set(event.target.value || null)} />
      )
    case 'boolean':
      return <Switch id={id} checked={value === true} onChange={set} />
    case 'select':
      return (
        <Select
          {...common}
          value={text || undefined}
          options={field.options}
          onChange={(next: string) => onChange({ [field.name]: next, ...field.also?.(next) } as Partial<T>)}
          style={{ width: '100%' }}
        />
      )
    case 'remote':
      return (
        <RemotePicker
          {...common}
          source={loosely(field.source)}
          value={text || null}
          label={field.shown}
          allowClear={!field.required}
          onChange={(next, choice) =>
            onChange({ [field.name]: next, ...(field.choose ? field.choose(choice) : {}) } as Partial<T>)
          }
        />
      )
    case 'readonly':
      return <div id={id}>{field.show}</div>
    case 'custom':
      return field.render({ id, disabled, invalid, set: onChange })
  }
}
