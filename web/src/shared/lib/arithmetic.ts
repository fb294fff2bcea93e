import { Decimal } from 'decimal.js'

// Wide enough that a product of two stored figures is exact before it is rounded to its places.
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP })

const PRECEDENCE: Record<string, number> = { '+': 1, '-': 1, '*': 2, '/': 2 }

/**
 * The value of what a person typed into a number cell: `12*9.5`, `(3+4)/2`, `1,234.50`, full-width digits, × and ÷.
 *
 * Shape: a plain decimal string with at most `places` decimals, half up; null where it is no sum or divides by zero.
 */
export function evaluate(text: string, places = 6): string | null {
  const tokens = tokenise(text)
  if (!tokens) return null
  const reader = new Reader(tokens)
  const value = expression(reader, 1)
  if (!value?.isFinite() || !reader.atEnd()) return null
  return plain(value, places)
}

function tokenise(text: string): string[] | null {
  const normal = text
    .normalize('NFKC')
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/^\s*=/, '')
  const tokens = normal.match(/\d+\.?\d*|\.\d+|[-+*/()]/g) ?? []
  return tokens.length > 0 && tokens.join('') === normal.replace(/\s/g, '') ? tokens : null
}

class Reader {
  private at = 0
  constructor(private readonly tokens: string[]) {}
  peek(): string | undefined {
    return this.tokens[this.at]
  }
  take(): string | undefined {
    this.at += 1
    return this.tokens[this.at - 1]
  }
  atEnd(): boolean {
    return this.at >= this.tokens.length
  }
}

function expression(reader: Reader, lowest: number): Decimal | null {
  let left = operand(reader)
  while (left) {
    const operator = reader.peek()
    const rank = operator === undefined ? 0 : (PRECEDENCE[operator] ?? 0)
    if (operator === undefined || rank < lowest) return left
    reader.take()
    const right = expression(reader, rank + 1)
    left = right && apply(left, operator, right)
  }
  return null
}

function operand(reader: Reader): Decimal | null {
  const token = reader.take()
  if (token === undefined) return null
  if (token === '-' || token === '+') {
    const value = operand(reader)
    return value && (token === '-' ? value.negated() : value)
  }
  if (token === '(') {
    const value = expression(reader, 1)
    return reader.take() === ')' ? value : null
  }
  return /^[\d.]/.test(token) ? new Exact(token) : null
}

function apply(left: Decimal, operator: string, right: Decimal): Decimal {
  if (operator === '+') return left.plus(right)
  if (operator === '-') return left.minus(right)
  return operator === '*' ? left.times(right) : left.dividedBy(right)
}

function plain(value: Decimal, places: number): string {
  const rounded = value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP)
  return rounded.isZero() ? '0' : rounded.toFixed()
}

const read = (value: string | null | undefined): Decimal | null => {
  if (value === null || value === undefined || value === '') return null
  return /^[+-]?\d+(\.\d+)?$/.test(value) ? new Exact(value) : null
}

/** The exact sum; what is empty or no number counts nothing. */
export function sum(values: Iterable<string | null | undefined>): string {
  let total = new Exact(0)
  for (const value of values) total = total.plus(read(value) ?? 0)
  return total.toFixed()
}

/** Quantity × price and the like, rounded half up as the server does; null while one of them is missing. */
export function product(
  left: string | null | undefined,
  right: string | null | undefined,
  places: number,
): string | null {
  const a = read(left)
  const b = read(right)
  return a && b ? a.times(b).toFixed(places, Decimal.ROUND_HALF_UP) : null
}

export function difference(left: string, right: string): string {
  return (read(left) ?? new Exact(0)).minus(read(right) ?? 0).toFixed()
}

/** `part` of `whole` in per cent with one decimal; null when there is no whole. */
export function percent(part: string, whole: string): string | null {
  const divisor = read(whole)
  if (!divisor || divisor.isZero()) return null
  return (read(part) ?? new Exact(0)).times(100).dividedBy(divisor).toFixed(1, Decimal.ROUND_HALF_UP)
}
