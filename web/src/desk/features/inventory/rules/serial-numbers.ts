import { difference, evaluate } from '@/shared/lib/arithmetic'
import { newId } from '@/shared/lib/ids'
import { LINES_MAX } from '@/shared/ui/grid/use-grid-lines'
import type { ItemLine } from '@/shared/ui/lines/item-line'
import type { Balance } from './pick-stock'
import { type StockLine, takenFrom } from './stock-line'

type Tracked = Pick<ItemLine, 'item_tracking'>

export const isTracked = ({ item_tracking }: Tracked): boolean => item_tracking !== 'none'
export const isSerial = ({ item_tracking }: Tracked): boolean => item_tracking === 'serial'

/** What the numbers of a document's lines are called: of batches, of single pieces, or of both. */
export function kindOfNumbers(lines: Tracked[]): 'batch' | 'serial' | 'both' {
  const kinds = new Set(lines.filter(isTracked).map(({ item_tracking }) => item_tracking))
  if (kinds.has('serial')) return kinds.has('batch') ? 'both' : 'serial'
  return 'batch'
}

/** How many pieces a line of an item with serial numbers stands for; none where it is no whole number. */
export function piecesOf({ quantity }: Pick<ItemLine, 'quantity'>): number {
  const whole = /^(\d{1,4})(\.0*)?$/.exec(quantity)?.[1]
  const pieces = Number.parseInt(whole ?? '0', 10)
  return pieces <= LINES_MAX ? pieces : 0
}

/** Lines whose pieces are to be told apart yet: more than one, or one that names no number. */
export const toTellApart = <L extends ItemLine>(lines: L[], named: (line: L) => boolean): L[] =>
  lines.filter((line) => isSerial(line) && piecesOf(line) > (named(line) ? 1 : 0))

/** Serial numbers typed, scanned or pasted: one in each row, or in each cell of a row. */
export const numbersIn = (text: string): string[] =>
  text
    .split(/[\n\r\t]+/)
    .map((number) => number.trim())
    .filter((number) => number !== '')

/** The numbers that come twice, or that another line of the item has already. */
export function numbersTwice(numbers: string[], elsewhere: string[]): string[] {
  const seen = new Set(elsewhere)
  const twice = new Set<string>()
  for (const number of numbers) {
    if (seen.has(number)) twice.add(number)
    seen.add(number)
  }
  return [...twice]
}

/** A value in as many parts as there are pieces, to the cent; the parts add up to it. */
export function inParts(worth: string, pieces: number): string[] {
  const reached = (count: number) => evaluate(`${worth}*${count}/${pieces}`, 2) ?? '0'
  return Array.from({ length: pieces }, (_, index) =>
    index === pieces - 1 ? difference(worth, reached(index)) : difference(reached(index + 1), reached(index)),
  )
}

const onePiece = (line: ItemLine) => ({ quantity: '1', entered_quantity: '1', unit: line.base_unit })

/** The lines with a line for each number in the place of one; `part` is what else each piece has of its own. */
export const withNumbers = <L extends ItemLine & { batch_no: string | null }>(
  lines: L[],
  of: L,
  numbers: string[],
  part: (line: L, index: number, pieces: number) => Partial<L> = () => ({}),
): L[] =>
  lines.flatMap((line) =>
    line.id !== of.id
      ? [line]
      : numbers.map((batch_no, index) => ({
          ...line,
          ...onePiece(line),
          ...part(line, index, numbers.length),
          batch_no,
          id: index === 0 ? line.id : newId(),
        })),
  )

/** The lines with a line for each piece in the place of one. */
export const withPieces = <L extends ItemLine & StockLine>(lines: L[], of: L, pieces: Balance[]): L[] =>
  lines.flatMap((line) =>
    line.id !== of.id
      ? [line]
      : pieces.map((piece, index) => ({
          ...line,
          ...onePiece(line),
          ...takenFrom(piece),
          id: index === 0 ? line.id : newId(),
        })),
  )

/** The heaps that no other line takes its piece from. */
export function leftFor<L extends Pick<ItemLine, 'id' | 'item_tracking'> & StockLine>(
  heaps: Balance[],
  line: L,
  lines: L[],
): Balance[] {
  if (!isSerial(line)) return heaps
  const taken = new Set(
    lines
      .filter(({ id, item_id }) => id !== line.id && item_id === line.item_id)
      .map(({ batch_id }) => batch_id),
  )
  return heaps.filter(({ batch_id }) => !taken.has(batch_id))
}

/** How many lines there would be once a line became as many as it has pieces. */
export const tooMany = (lines: ItemLine[], pieces: number): boolean => lines.length - 1 + pieces > LINES_MAX
