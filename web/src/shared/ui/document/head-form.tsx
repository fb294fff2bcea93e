import { Form } from 'antd'
import styles from './document.module.css'
import { FieldControl, fieldId } from './field-control'
import type { HeadField } from './types'

interface HeadFormProps<T> {
  doc: T
  fields: HeadField<T>[]
  onChange: (part: Partial<T>) => void
  disabled: boolean
  /** Sentences by field name; see `headFaults`. */
  faults: Record<string, string>
}

/** The head of a document or record: labels above, four columns where there is room, each fault at its field. */
export function HeadForm<T extends object>({ doc, fields, onChange, disabled, faults }: HeadFormProps<T>) {
  return (
    <div className={styles.head}>
      {fields.map((field) => {
        const fault = faults[field.name] ?? field.fault ?? undefined
        return (
          <div key={field.name} style={{ gridColumn: `span ${field.span ?? 1}` }}>
            <Form.Item
              layout="vertical"
              label={field.label}
              htmlFor={fieldId(field.name)}
              required={field.required && !disabled}
              validateStatus={fault ? 'error' : undefined}
              help={fault}
              extra={disabled ? undefined : field.hint}
            >
              <FieldControl
                doc={doc}
                field={field}
                disabled={disabled || field.locked === true}
                invalid={fault !== undefined}
                onChange={onChange}
              />
            </Form.Item>
          </div>
        )
      })}
    </div>
  )
}
