import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select, type SelectProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '../lib/use-debounced'
import { sentence } from '../refusal'
import styles from './remote-picker.module.css'
import { type Choice, findChoice, findChoices, type RemoteSource } from './remote-source'

interface RemotePickerProps<Row> {
  source: RemoteSource<Row>
  value: string | null | undefined
  onChange: (value: string | null, choice: Choice<Row> | null) => void
  /** The name of the value, where the caller has it; it is asked for otherwise. */
  label?: string | null
  placeholder?: string
  disabled?: boolean
  allowClear?: boolean
  id?: string
  'aria-label'?: string
  status?: SelectProps['status']
  variant?: SelectProps['variant']
  className?: string
  /** Mounted because someone wants to choose: open and focused at once. */
  startOpen?: boolean
  onClose?: () => void
}

/** Chooses one record of a long list by typing; the server searches, so a hundred thousand are no more than ten. */
export function RemotePicker<Row>(props: RemotePickerProps<Row>) {
  const {
    source,
    value,
    onChange,
    label,
    placeholder,
    allowClear = true,
    startOpen,
    onClose,
    ...rest
  } = props
  const { t } = useTranslation('common')
  const [open, setOpen] = useState(Boolean(startOpen))
  const [text, setText] = useState('')
  const q = useDebounced(text.trim(), 200)
  const found = useQuery({
    queryKey: ['choices', source.key, q],
    queryFn: ({ signal }) => findChoices(source, q, signal),
    enabled: open,
    placeholderData: keepPreviousData,
  })
  const named = useQuery({
    queryKey: ['choice', source.key, value],
    queryFn: ({ signal }) => findChoice(source, value ?? '', signal),
    enabled: Boolean(value) && !label,
    staleTime: 60_000,
  })
  const choices = found.data ?? []
  const current = label ?? choices.find((one) => one.value === value)?.label ?? named.data?.label

  return (
    <Select<{ value: string; label: React.ReactNode }>
      {...rest}
      labelInValue
      autoFocus={startOpen}
      showSearch={{ filterOption: false, onSearch: setText }}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (next) return
        setText('')
        onClose?.()
      }}
      // Without a value it must be null: undefined would leave the choice to the control itself.
      value={value ? { value, label: current ?? '…' } : null}
      onChange={(next) => {
        const choice = choices.find((one) => one.value === next?.value) ?? null
        onChange(choice?.value ?? null, choice)
      }}
      allowClear={allowClear}
      placeholder={placeholder ?? t('picker.placeholder')}
      loading={found.isFetching}
      notFoundContent={
        found.error ? sentence(found.error) : found.isPending ? t('loading') : t('picker.nothing')
      }
      options={choices.map(({ value: key, label: name, disabled }) => ({
        value: key,
        label: name,
        disabled,
      }))}
      optionRender={(option) => <ChoiceText choice={choices.find((one) => one.value === option.value)} />}
      popupMatchSelectWidth={false}
      style={{ width: '100%' }}
    />
  )
}

function ChoiceText({ choice }: { choice: Choice | undefined }) {
  return (
    <span className={styles.choice} style={{ paddingInlineStart: (choice?.depth ?? 0) * 14 }}>
      <span>{choice?.label}</span>
      {choice?.hint && <span className={styles.hint}>{choice.hint}</span>}
    </span>
  )
}
