import { useTranslation } from 'react-i18next'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { returnableSource } from '../api/sources'
import { type ReturnDraft, type ReturnLine, withIssueLine } from '../rules/return-draft'
import { useGoodsColumns } from './use-goods-columns'

/** A return's lines: each names the issue line from which goods come back. */
export function useReturnColumns(): (doc: ReturnDraft) => GridColumn<ReturnLine>[] {
  const { t } = useTranslation('inventory')
  const items = useItemColumns<ReturnLine>()
  const goods = useGoodsColumns<ReturnLine>()

  return (doc) => [
    pickColumn({
      key: 'issue_line_id',
      title: t('return.issue_line'),
      width: 150,
      source: () => returnableSource(doc.company_id),
      show: (line) => (line.issue_line_id ? `${line.issue_number ?? ''}-${line.issue_line_no ?? ''}` : ''),
      choose: (line, choice) => withIssueLine(line, choice?.row ?? null),
      fields: ['issue_line_id', 'item_id'],
    }),
    items.itemShown(),
    ...items.specification(doc),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    ...(doc.state === 'draft' ? [items.inBaseUnit('returnable_quantity', t('return.returnable'))] : []),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    ...goods.worth<ReturnLine>(doc),
    // What is returned on paper lies in no bin.
    ...(doc.notional ? [] : [goods.bin<ReturnLine>(doc.warehouse_id)]),
    ...(doc.lines.some(({ batch_no }) => batch_no)
      ? [
          {
            kind: 'readonly' as const,
            key: 'batch_no' as const,
            title: goods.numberTitle(doc.lines),
            width: 120,
          },
        ]
      : []),
    goods.bearer<ReturnLine>(),
    goods.remark(),
  ]
}
