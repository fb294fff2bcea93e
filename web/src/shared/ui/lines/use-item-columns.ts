import { useTranslation } from 'react-i18next'
import { product } from '../../lib/arithmetic'
import { today } from '../../lib/dates'
import { pickColumn } from '../grid/pick-column'
import { scanItem } from '../grid/scan-item'
import type { GridColumn, ScanOutcome } from '../grid/types'
import { itemSource } from '../sources'
import { codeAndName, type ItemLine, noItem, withItem } from './item-line'
import { useItemUnits } from './use-item-units'

const ITEM_FIELDS = [
  'item_id',
  'item_code',
  'item_name',
  'item_specification',
  'item_tracking',
  'base_unit',
  'second_unit',
  'unit',
] as const satisfies (keyof ItemLine)[]

/** The columns of goods: which item, and how much of it in which of its units. */
export function useItemColumns<L extends ItemLine>() {
  const { t } = useTranslation('words')
  const { unitsOf, learn } = useItemUnits()

  // Lines only add to what an item line has, so a part of one is a part of the other.
  const part = (fields: Partial<ItemLine>) => fields as Partial<L>

  /** Those that count in the units of the item, as a document of a day takes them. */
  const counted = (day: string) => ({
    item: (changed: (line: L) => Partial<L> = () => ({})): GridColumn<L> =>
      pickColumn({
        key: 'item_id',
        title: t('item'),
        width: 210,
        source: () => itemSource,
        show: (line) => codeAndName(line.item_code, line.item_name),
        copy: (line) => line.item_code,
        choose: (line, choice) => {
          if (choice) learn(choice.value, choice.row.units)
          const chosen = part(withItem(line, choice?.row ?? null, day))
          return { ...chosen, ...changed({ ...line, ...chosen }) }
        },
        fields: [...ITEM_FIELDS],
      }),
    quantity: (title = t('quantity')): GridColumn<L> => ({
      kind: 'quantity',
      key: 'entered_quantity',
      title,
      width: 120,
      unitField: 'unit',
      baseField: 'quantity',
      units: (line) => unitsOf(line, day),
    }),
    onScan: (
      lines: L[],
      code: string,
      active: number,
      newLine: (above: L | undefined) => L,
      changed: (line: L) => Partial<L> = () => ({}),
    ): Promise<ScanOutcome<L>> =>
      scanItem<L>({
        lines,
        code,
        active,
        newLine,
        itemIdOf: (line) => line.item_id,
        quantityOf: (line) => line.entered_quantity,
        withItem: (line, choice) => {
          learn(choice.value, choice.row.units)
          const next = { ...line, ...withItem({ ...line, ...noItem }, choice.row, day) }
          return { ...next, ...changed(next) }
        },
        withQuantity: (line, entered) => {
          const factor = unitsOf(line, day).find(({ unit }) => unit === line.unit)?.factor ?? '1'
          return { ...line, entered_quantity: entered, quantity: product(entered, factor, 6) ?? entered }
        },
      }),
  })

  return {
    on: counted,
    // A document of no day is of today.
    ...counted(today()),
    /** For lines whose item follows from another choice. */
    itemShown: (): GridColumn<L> => ({
      kind: 'readonly',
      key: 'item_id',
      title: t('item'),
      width: 210,
      show: (line) => codeAndName(line.item_code, line.item_name),
    }),
    /** While lines are typed it stays, so that no column moves away under the cell at hand; else only where there is one. */
    specification: (doc: { state: string; lines: L[] }): GridColumn<L>[] =>
      doc.state === 'draft' || doc.lines.some((line) => line.item_specification !== '')
        ? [{ kind: 'readonly', key: 'item_specification', title: t('specification'), width: 120 }]
        : [],
    /** A figure in the base unit that the server keeps: received, issued, open. */
    inBaseUnit: (key: keyof L & string, title: string): GridColumn<L> => ({
      kind: 'readonly',
      key,
      title,
      format: 'quantity',
      width: 100,
    }),
  }
}
