import { evaluate, product } from '@/shared/lib/arithmetic'

/** Which of a line's two figures was entered; the other follows from it. */
export type Governs = 'price' | 'amount'

export interface PricedLine {
  entered_quantity: string
  /** Per entered unit, net of tax. */
  entered_price: string
  amount: string
  governs: Governs
  /** Both figures as they were last reckoned: whichever differs from it is what a person has just entered. */
  reckoned: { price: string; amount: string }
}

/** Price and amount of a line that was changed: the figure that was entered stays, the other follows. */
export function withPrice<L extends PricedLine>(line: L): L {
  const governs = governing(line)
  const { entered_quantity: quantity } = line
  const price =
    governs === 'amount' && quantity !== ''
      ? (evaluate(`${line.amount}/${quantity}`) ?? '')
      : line.entered_price
  const amount = governs === 'price' ? (product(quantity, price, 2) ?? '') : line.amount
  return { ...line, governs, entered_price: price, amount, reckoned: { price, amount } }
}

function governing({ entered_price, amount, governs, reckoned }: PricedLine): Governs {
  if (entered_price !== reckoned.price) return 'price'
  if (amount !== reckoned.amount) return amount === '' ? 'price' : 'amount'
  return governs
}

/** How a stored line was priced: by its amount, where the price alone would not give that amount again. */
export function readPrice(
  line: Pick<PricedLine, 'entered_quantity' | 'entered_price' | 'amount'>,
): Pick<PricedLine, 'governs' | 'reckoned'> {
  const { entered_quantity, entered_price, amount } = line
  const exact = product(entered_quantity, entered_price, 2) === amount
  return { governs: exact ? 'price' : 'amount', reckoned: { price: entered_price, amount } }
}

/** Tax on an amount, rounded line by line as the server does. `rate` is in per cent. */
export const taxOn = (amount: string, rate: string): string =>
  evaluate(`${amount || '0'}*${rate || '0'}/100`, 2) ?? '0'
