import { useTranslation } from 'react-i18next'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { useWorkColumns } from '@/shared/ui/lines/use-work-columns'
import type { IssueDraft, IssueLine } from '../rules/issue-draft'
import type { For } from '../rules/pick-stock'
import { notPlaced } from '../rules/stock-line'
import { useGoodsColumns } from './use-goods-columns'

/** A line draws its own project's stock or general stock. */
export const drawnFor = (line: IssueLine): For => ({ project: line.project_id })

/** An issue's lines: what, how much, taken from where, and for which work. */
export function useIssueColumns(): (doc: IssueDraft) => GridColumn<IssueLine>[] {
  const { t } = useTranslation('inventory')
  const items = useItemColumns<IssueLine>()
  const goods = useGoodsColumns<IssueLine>()
  const work = useWorkColumns<IssueLine>()
  const projectOf = (line: IssueLine) => line.project_id

  /** Why a batch goes before one that expires earlier: there where there are batches. */
  const reason = (doc: IssueDraft): GridColumn<IssueLine>[] =>
    doc.lines.some(({ item_tracking, batch_reason }) => item_tracking !== 'none' || batch_reason !== '')
      ? [{ kind: 'text', key: 'batch_reason', title: t('issue.batch_reason'), width: 170 }]
      : []

  return (doc) => {
    const draft = doc.state === 'draft'
    const from = goods.takenFrom<IssueLine>(doc.warehouse_id, drawnFor, doc.business_date)
    return [
      items.on(doc.business_date).item(() => ({ ...notPlaced, requisition_line_id: null, batch_reason: '' })),
      ...items.specification(doc),
      items.on(doc.business_date).quantity(),
      ...goods.second(doc.lines),
      ...(draft
        ? [from, goods.onHand<IssueLine>()]
        : [items.inBaseUnit('returned_quantity', t('issue.returned'))]),
      ...reason(doc),
      { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
      ...goods.worth<IssueLine>(doc),
      ...(draft ? [] : [from]),
      // Another project may not draw what the last one could, so its lines are given a place anew.
      work.project<IssueLine>(() => notPlaced),
      work.node(projectOf),
      work.category(projectOf),
      goods.remark(),
    ]
  }
}
