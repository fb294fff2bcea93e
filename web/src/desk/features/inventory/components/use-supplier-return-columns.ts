import { useTranslation } from 'react-i18next'
import { lineExplanationHref } from '@/shared/lib/ledger-links'
import { useCan } from '@/shared/session/use-me'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { receivedSource } from '../api/sources'
import {
  REPLACEMENTS,
  type SupplierReturnDraft,
  type SupplierReturnLine,
  withReceiptLine,
} from '../rules/supplier-return-draft'
import { useGoodsColumns } from './use-goods-columns'

const anybody = () => 'anybody' as const

/** The lines of a return to a supplier: each names the receipt line that it sends back. */
export function useSupplierReturnColumns(): (doc: SupplierReturnDraft) => GridColumn<SupplierReturnLine>[] {
  const { t } = useTranslation('inventory')
  const can = useCan()
  const items = useItemColumns<SupplierReturnLine>()
  const goods = useGoodsColumns<SupplierReturnLine>()

  /** What the supplier owes, what the goods cost in stock, and the difference. */
  const worth = (doc: SupplierReturnDraft): GridColumn<SupplierReturnLine>[] =>
    doc.state === 'draft' || !can('cost.read')
      ? []
      : [
          {
            kind: 'readonly',
            key: 'amount',
            title: t('supplier_return.owed'),
            format: 'money',
            width: 110,
            total: true,
          },
          {
            kind: 'readonly',
            key: 'stock_amount',
            title: t('supplier_return.stock_amount'),
            format: 'money',
            width: 110,
            total: true,
            href: (line) => lineExplanationHref(doc.id, line.id),
          },
          {
            kind: 'readonly',
            key: 'variance',
            title: t('supplier_return.variance'),
            format: 'money',
            width: 100,
            total: true,
          },
          {
            kind: 'readonly',
            key: 'unit_cost',
            title: t('goods.unit_cost'),
            format: 'unit_price',
            width: 100,
          },
        ]

  const left: GridColumn<SupplierReturnLine>[] = [
    items.inBaseUnit('returnable_quantity', t('supplier_return.returnable')),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
  ]

  const replacement: GridColumn<SupplierReturnLine> = {
    kind: 'select',
    key: 'replacement',
    title: t('supplier_return.replacement'),
    width: 80,
    options: REPLACEMENTS.map((value) => ({ value, label: t(`supplier_return.replacements.${value}`) })),
  }

  return (doc) => [
    pickColumn({
      key: 'receipt_line_id',
      title: t('supplier_return.receipt_line'),
      width: 150,
      source: () => receivedSource(doc.company_id, doc.supplier_id, doc.ownership),
      show: (line) =>
        line.receipt_line_id ? `${line.receipt_number ?? ''}-${line.receipt_line_no ?? ''}` : '',
      choose: (line, choice) => withReceiptLine(line, choice?.row ?? null),
      fields: ['receipt_line_id', 'item_id'],
    }),
    items.itemShown(),
    ...items.specification(doc),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    ...(doc.state === 'draft' ? left : []),
    // Nobody ordered what is not ours, and nobody owes anything for it.
    ...(doc.ownership === 'own' ? [...worth(doc), replacement] : []),
    goods.takenFrom<SupplierReturnLine>(doc.warehouse_id, anybody, undefined, doc.ownership),
    goods.remark(),
  ]
}
