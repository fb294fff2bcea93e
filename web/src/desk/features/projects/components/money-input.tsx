import { Input } from 'antd'
import { useState } from 'react'
import { evaluate } from '@/shared/lib/arithmetic'
import { formatMoney } from '@/shared/lib/decimal'

interface MoneyInputProps {
  id: string
  value: string | null
  currency: string
  invalid: boolean
  onChange: (value: string | null) => void
}

/** An amount, typed as a figure or a calculation, and shown with separators once it is left. */
export function MoneyInput({ id, value, currency, invalid, onChange }: MoneyInputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const leave = () => {
    if (typed === null) return
    const text = typed.trim()
    setTyped(null)
    // What is no figure is sent as it is, for the server to say so at this field.
    onChange(text === '' ? null : (evaluate(text, 2) ?? text))
  }
  return (
    <Input
      id={id}
      inputMode="decimal"
      value={typed ?? (formatMoney(value) || (value ?? ''))}
      suffix={currency}
      status={invalid ? 'error' : undefined}
      onFocus={() => setTyped(value ?? '')}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={leave}
      onPressEnter={leave}
      style={{ fontVariantNumeric: 'tabular-nums' }}
    />
  )
}
