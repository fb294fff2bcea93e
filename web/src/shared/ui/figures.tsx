import { formatMoney, formatQuantity, formatUnitPrice, isNegative } from '../lib/decimal'

interface FigureProps {
  value: string | null | undefined
  /** Shown after the figure: a unit or a currency. */
  unit?: string | null
}

export const Money = (props: FigureProps) => <Figure {...props} shown={formatMoney(props.value)} />
export const Quantity = (props: FigureProps) => <Figure {...props} shown={formatQuantity(props.value)} />
export const UnitPrice = (props: FigureProps) => <Figure {...props} shown={formatUnitPrice(props.value)} />

function Figure({ value, unit, shown }: FigureProps & { shown: string }) {
  if (shown === '') return null
  return (
    <span className={isNegative(value) ? 'figure figure-negative' : 'figure'}>
      {shown}
      {unit && <span className="figure-unit"> {unit}</span>}
    </span>
  )
}
