import { useTranslation } from 'react-i18next'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { orderLineSource } from '@/shared/ui/sources'
import { type ReceiptDraft, type ReceiptLine, withOrderLine } from '../rules/receipt-draft'
import { useGoodsColumns } from './use-goods-columns'

/** A receipt's lines: each names the order line whose goods have come. */
export function useReceiptColumns(): (doc: ReceiptDraft) => GridColumn<ReceiptLine>[] {
  const { t } = useTranslation('inventory')
  const items = useItemColumns<ReceiptLine>()
  const goods = useGoodsColumns<ReceiptLine>()

  return (doc) => {
    return [
      pickColumn({
        key: 'order_line_id',
        title: t('receipt.order_line'),
        width: 150,
        source: () => orderLineSource({ supplier_id: doc.supplier_id ?? undefined }),
        show: (line) => (line.order_line_id ? `${line.order_number ?? ''}-${line.order_line_no ?? ''}` : ''),
        choose: (line, choice) => withOrderLine(line, choice?.row ?? null),
        // A line says all of its order line; copied, it would say the same goods twice.
        fields: ['order_line_id', 'item_id'],
      }),
      items.itemShown(),
      ...items.specification(doc),
      items.on(doc.business_date).quantity(),
      ...goods.second(doc.lines),
      ...(doc.state === 'draft' ? [items.inBaseUnit('open_quantity', t('receipt.open'))] : []),
      { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
      ...goods.worth<ReceiptLine>(doc),
      goods.bin<ReceiptLine>(doc.warehouse_id),
      ...goods.numbers(doc.lines),
      goods.bearer<ReceiptLine>(),
      goods.remark(),
    ]
  }
}
