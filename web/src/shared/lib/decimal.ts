/**
 * Showing decimal strings. Everything here works on the digits themselves: a stored figure is never rounded,
 * and no float is made of it. Reckoning with them is in `arithmetic.ts`.
 */
const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/

interface Digits {
  sign: '' | '-'
  whole: string
  fraction: string
}

function digits(value: string): Digits | null {
  const found = PLAIN.exec(value.trim())
  if (!found) return null
  const whole = (found[2] ?? '').replace(/^0+(?=\d)/, '')
  const fraction = found[3] ?? ''
  const zero = /^0*$/.test(whole + fraction)
  return { sign: found[1] === '-' && !zero ? '-' : '', whole, fraction }
}

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',')

/** Thousands separated; zeros after `least` decimal places dropped, digits never. A text that is no number stays as it is. */
export function formatDecimal(value: string | null | undefined, least: number): string {
  if (value === null || value === undefined || value === '') return ''
  const parts = digits(value)
  if (!parts) return value
  const fraction = parts.fraction.replace(/0+$/, '').padEnd(least, '0')
  return parts.sign + grouped(parts.whole) + (fraction ? `.${fraction}` : '')
}

export const formatMoney = (value: string | null | undefined): string => formatDecimal(value, 2)
export const formatQuantity = (value: string | null | undefined): string => formatDecimal(value, 0)
export const formatUnitPrice = (value: string | null | undefined): string => formatDecimal(value, 2)

export const isNegative = (value: string | null | undefined): boolean => digits(value ?? '')?.sign === '-'

export const isZero = (value: string | null | undefined): boolean => {
  const parts = digits(value ?? '')
  return parts !== null && /^0*$/.test(parts.whole + parts.fraction)
}

/** Without separators and trailing zeros: what an editor starts from and what Excel is given. */
export function plainDecimal(value: string | null | undefined): string {
  return formatDecimal(value, 0).replaceAll(',', '')
}
