import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

interface DaysInputProps {
  id: string
  value: number
  invalid: boolean
  onChange: (days: number) => void
}

/** Whole days, none for no demand. */
export function DaysInput({ id, value, invalid, onChange }: DaysInputProps) {
  const { t } = useTranslation('projects')
  return (
    <InputNumber<number>
      id={id}
      value={value}
      min={0}
      max={3650}
      precision={0}
      status={invalid ? 'error' : ''}
      suffix={t('project.days')}
      style={{ width: '100%' }}
      onChange={(days) => onChange(days ?? 0)}
    />
  )
}
