import i18next from 'i18next'
import type { PickedItem } from '@/api'
import { sum } from '../../lib/arithmetic'
import { sentence } from '../../refusal'
import { type Choice, findMeant } from '../remote-source'
import { itemSource } from '../sources'
import type { GridLine, ScanOutcome } from './types'

interface ScanItem<L extends GridLine> {
  lines: L[]
  code: string
  active: number
  itemIdOf: (line: L) => string | null
  quantityOf: (line: L) => string
  /** The line with this item. */
  withItem: (line: L, choice: Choice<PickedItem>) => L
  /** The line with this quantity, in its present unit. */
  withQuantity: (line: L, quantity: string) => L
  newLine: (above: L | undefined) => L
}

/** One more of what was scanned: on its own line if it has one, else on the empty line at hand, else on a new one. */
export async function scanItem<L extends GridLine>(scan: ScanItem<L>): Promise<ScanOutcome<L>> {
  const { lines, code, active, itemIdOf, quantityOf, withItem, withQuantity, newLine } = scan
  const found = await findMeant(itemSource, code).catch((refused: unknown) => sentence(refused))
  if (typeof found === 'string') return { fault: found }
  if (!found) return { fault: i18next.t('grid:scan.unknown', { code }) }

  const known = lines.findIndex((line) => itemIdOf(line) === found.value)
  if (known >= 0) {
    const more = (line: L) => withQuantity(line, sum([quantityOf(line), '1']))
    return { lines: lines.map((line, index) => (index === known ? more(line) : line)), row: known }
  }
  const here = lines[active]
  const empty = here && itemIdOf(here) === null ? active : lines.findIndex((line) => itemIdOf(line) === null)
  const row = empty >= 0 ? empty : lines.length
  const line = withQuantity(withItem(lines[row] ?? newLine(lines.at(-1)), found), '1')
  return { lines: lines.toSpliced(row, 1, line), row }
}
