import { useTranslation } from 'react-i18next'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { useWorkColumns } from '@/shared/ui/lines/use-work-columns'
import { returnableSource } from '../api/sources'
import { type TakeOverDraft, type TakeOverLine, withIssueLine } from '../rules/take-over-draft'
import { useGoodsColumns } from './use-goods-columns'

/** The lines of a take-over: which draw the goods come from, how much, and for which work now. */
export function useTakeOverColumns(): (doc: TakeOverDraft) => GridColumn<TakeOverLine>[] {
  const { t } = useTranslation('inventory')
  const items = useItemColumns<TakeOverLine>()
  const goods = useGoodsColumns<TakeOverLine>()
  const work = useWorkColumns<TakeOverLine>()
  const projectOf = (line: TakeOverLine) => line.project_id

  return (doc) => [
    pickColumn({
      key: 'from_line_id',
      title: t('take_over.from_line'),
      width: 150,
      source: () => returnableSource(doc.company_id),
      show: (line) => (line.from_line_id ? `${line.from_issue_number ?? ''}-${line.from_line_no ?? ''}` : ''),
      choose: (line, choice) => withIssueLine(line, choice?.row ?? null),
      fields: ['from_line_id', 'item_id'],
    }),
    items.itemShown(),
    ...items.specification(doc),
    {
      kind: 'readonly',
      key: 'from_node_code',
      title: t('take_over.from'),
      width: 130,
      show: (line) => codeAndName(line.from_node_code, line.from_node_name),
    },
    work.project<TakeOverLine>(),
    work.node(projectOf),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    ...(doc.state === 'draft' ? [items.inBaseUnit('left_quantity', t('take_over.left'))] : []),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    work.category(projectOf),
    ...goods.worth<TakeOverLine>(doc),
    goods.remark(),
  ]
}
