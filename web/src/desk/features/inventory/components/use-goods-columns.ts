import { useTranslation } from 'react-i18next'
import { formatQuantity } from '@/shared/lib/decimal'
import { lineExplanationHref } from '@/shared/lib/ledger-links'
import { useCan } from '@/shared/session/use-me'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { binSource } from '@/shared/ui/sources'
import { heapSource } from '../api/stock-on-hand'
import type { GoodsHead, GoodsLine } from '../rules/goods-draft'
import type { Balance, For } from '../rules/pick-stock'
import { isTracked, kindOfNumbers } from '../rules/serial-numbers'
import { type Ownership, STOCK_FIELDS, type StockLine, takenFrom } from '../rules/stock-line'

/** What work a line is for, where it follows from another choice. */
interface Bearer {
  id: string
  project_code: string | null
  node_code: string | null
  node_name: string | null
}

/** Goods that come in and name their batch, or their piece, by its number. */
export interface NumberedLine extends Pick<GoodsLine, 'id' | 'item_tracking'> {
  batch_no: string | null
  production_date: string | null
  expiry_date: string | null
}

const NUMBER_TITLES = { batch: 'receipt.batch_no', serial: 'serial.number', both: 'serial.both' } as const

/** The columns of goods documents that are not of the item or the work. */
export function useGoodsColumns<L extends Pick<GoodsLine, 'id' | 'remark'>>() {
  const { t } = useTranslation('inventory')
  const can = useCan()

  const owner = (code: string | null, name: string | null) => codeAndName(code, name) || t('stock.general')
  type Heap = Pick<Balance, 'owner_code' | 'owner_name' | 'ownership' | 'bin_code' | 'batch_no'>
  const heap = (from: Heap) =>
    [
      from.bin_code,
      from.batch_no,
      owner(from.owner_code, from.owner_name),
      from.ownership === 'owner_supplied' && t('stock.employers'),
      from.ownership === 'consignment' && t('stock.consignment'),
    ]
      .filter(Boolean)
      .join(' · ')
  const heapHint = (balance: Balance, unit: string) =>
    [
      `${formatQuantity(balance.quantity)} ${unit}`,
      balance.expiry_date && t('stock.until', { day: balance.expiry_date }),
      balance.supplier_name,
    ]
      .filter(Boolean)
      .join(' · ')

  const numberTitle = (lines: Pick<GoodsLine, 'item_tracking'>[]): string =>
    t(NUMBER_TITLES[kindOfNumbers(lines)])

  return {
    /** What the numbers of lines are called: of batches, or of single pieces. */
    numberTitle,
    /** Batch or serial number of goods that come in, and their days, there where an item has such numbers. */
    numbers: <B extends NumberedLine>(lines: B[]): GridColumn<B>[] =>
      lines.some(isTracked)
        ? [
            { kind: 'text', key: 'batch_no', title: numberTitle(lines), width: 120, editable: isTracked },
            {
              kind: 'date',
              key: 'production_date',
              title: t('receipt.production_date'),
              editable: isTracked,
            },
            { kind: 'date', key: 'expiry_date', title: t('receipt.expiry_date'), editable: isTracked },
          ]
        : [],
    /** A bin of the warehouse; without one the goods go to the warehouse's default bin. */
    bin: <B extends Pick<GoodsLine, 'id' | 'bin_id' | 'bin_code'>>(
      warehouseId: string | null,
    ): GridColumn<B> =>
      pickColumn({
        key: 'bin_id',
        title: t('words:bin'),
        width: 110,
        source: () => (warehouseId ? binSource(warehouseId) : null),
        show: (line) => line.bin_code,
        choose: (_line, choice) =>
          ({ bin_id: choice?.value ?? null, bin_code: choice?.row.code ?? '' }) as Partial<B>,
        fields: ['bin_id', 'bin_code'],
      }),
    targetBin: <B extends { id: string; target_bin_id: string | null; target_bin_code: string }>(
      warehouseId: string | null,
    ): GridColumn<B> =>
      pickColumn({
        key: 'target_bin_id',
        title: t('transfer.target_bin'),
        width: 120,
        source: () => (warehouseId ? binSource(warehouseId) : null),
        show: (line) => line.target_bin_code,
        choose: (_line, choice) =>
          ({ target_bin_id: choice?.value ?? null, target_bin_code: choice?.row.code ?? '' }) as Partial<B>,
        fields: ['target_bin_id', 'target_bin_code'],
      }),
    /** Bin, batch and owner in one choice: a heap that is there, with what it holds. */
    takenFrom: <B extends StockLine & { id: string; base_unit: string }>(
      warehouseId: string | null,
      whose: (line: B) => For,
      on?: string,
      /** Takes of a heap only where it is of the line's batch, and of this property. */
      ofBatch: Ownership | null = null,
    ): GridColumn<B> =>
      pickColumn({
        key: 'bin_id',
        title: t('stock.taken_from'),
        width: 200,
        editable: (line) => line.item_id !== null,
        source: (line) =>
          line.item_id && warehouseId
            ? heapSource({
                itemId: line.item_id,
                warehouseId,
                whose: whose(line),
                on,
                label: heap,
                hint: (balance) => heapHint(balance, line.base_unit),
                ...(ofBatch && {
                  fits: (balance: Balance) =>
                    balance.batch_id === line.batch_id && balance.ownership === ofBatch,
                  fitting: `${ofBatch}:${line.batch_id ?? ''}`,
                }),
              })
            : null,
        show: (line) => (line.bin_id ? heap(line) : line.placed && line.item_id ? t('stock.nothing') : ''),
        copy: (line) => line.batch_no ?? line.bin_code,
        choose: (_line, choice) => takenFrom(choice?.row ?? null) as Partial<B>,
        fields: [...STOCK_FIELDS],
      }),
    onHand: <B extends StockLine>(): GridColumn<B> => ({
      kind: 'readonly',
      key: 'on_hand',
      title: t('stock.on_hand'),
      format: 'quantity',
      width: 100,
    }),
    /** For which work the goods are, as their order or issue says. */
    bearer: <B extends Bearer>(): GridColumn<B> => ({
      kind: 'readonly',
      key: 'node_code',
      title: t('goods.bearer'),
      width: 190,
      show: (line) =>
        [line.project_code ?? t('stock.general'), codeAndName(line.node_code, line.node_name)]
          .filter(Boolean)
          .join(' · '),
    }),
    /** What the goods are worth, once they are posted and for who may see it. */
    worth: <B extends Pick<GoodsLine, 'id' | 'unit_cost' | 'amount'>>(doc: GoodsHead): GridColumn<B>[] =>
      doc.posting_date !== null && can('cost.read')
        ? [
            {
              kind: 'readonly',
              key: 'unit_cost',
              title: t('goods.unit_cost'),
              format: 'unit_price',
              width: 100,
            },
            {
              kind: 'readonly',
              key: 'amount',
              title: t('words:amount'),
              format: 'money',
              width: 110,
              total: true,
              href: (line) => lineExplanationHref(doc.id, line.id),
            },
          ]
        : [],
    /** How much it is in the second unit, there where an item has one. */
    second: <B extends Pick<GoodsLine, 'id' | 'second_unit' | 'second_quantity'>>(
      lines: B[],
    ): GridColumn<B>[] => {
      const units = [...new Set(lines.map((line) => line.second_unit).filter(Boolean))]
      if (units.length === 0) return []
      return [
        {
          kind: 'number',
          key: 'second_quantity',
          title: t('goods.second_quantity', { unit: units.join('/') }),
          format: 'quantity',
          width: 110,
          editable: (line) => Boolean(line.second_unit),
        },
      ]
    },
    remark: (): GridColumn<L> => ({ kind: 'text', key: 'remark', title: t('words:remark') }),
  }
}
