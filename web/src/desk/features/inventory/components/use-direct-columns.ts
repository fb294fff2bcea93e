import { useTranslation } from 'react-i18next'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { useWorkColumns } from '@/shared/ui/lines/use-work-columns'
import { orderLineSource } from '@/shared/ui/sources'
import { type DirectDraft, type DirectLine, withOrderLine } from '../rules/direct-draft'
import { useGoodsColumns } from './use-goods-columns'

/** The lines of a delivery to the work: which order line came, how much of it, and for which work. */
export function useDirectColumns(): (doc: DirectDraft) => GridColumn<DirectLine>[] {
  const { t } = useTranslation('inventory')
  const items = useItemColumns<DirectLine>()
  const goods = useGoodsColumns<DirectLine>()
  const work = useWorkColumns<DirectLine>()
  const projectOf = (line: DirectLine) => line.project_id

  return (doc) => {
    const draft = doc.state === 'draft'
    return [
      pickColumn({
        key: 'order_line_id',
        title: t('receipt.order_line'),
        width: 150,
        source: () => orderLineSource({ supplier_id: doc.supplier_id ?? undefined }),
        show: (line) => line.order_number ?? '',
        choose: (line, choice) => withOrderLine(line, choice?.row ?? null),
        // A line says all of its order line; copied, it would say the same goods twice.
        fields: ['order_line_id', 'item_id'],
      }),
      items.itemShown(),
      ...items.specification(doc),
      items.on(doc.business_date).quantity(),
      ...goods.second(doc.lines),
      draft
        ? items.inBaseUnit('open_quantity', t('receipt.open'))
        : items.inBaseUnit('returned_quantity', t('issue.returned')),
      { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
      ...goods.worth<DirectLine>(doc),
      ...goods.numbers(doc.lines),
      work.project<DirectLine>(),
      work.node(projectOf),
      work.category(projectOf),
      goods.remark(),
    ]
  }
}
