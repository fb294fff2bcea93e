import { useTranslation } from 'react-i18next'
import { DocumentLink } from '@/shared/ui/document-link'
import { codeAndName } from '@/shared/ui/lines/item-line'
import type { ListColumn } from '@/shared/ui/list/types'
import { type EstimateLine, estimateLinesHref, type SupplierEstimate } from '../rules/estimates'

/** What is estimated to be owed to each supplier; the amount leads to the receipt lines that it is made of. */
export function useSupplierColumns(estimateId: string): ListColumn<SupplierEstimate>[] {
  const { t } = useTranslation('accounting')
  return [
    { key: 'supplier_code', title: t('estimate.supplier_code'), width: 140 },
    { key: 'supplier_name', title: t('estimate.supplier') },
    {
      key: 'receipt_lines',
      title: t('estimate.receipt_lines'),
      kind: 'quantity',
      width: 110,
      render: (row) => row.receipt_lines,
    },
    {
      key: 'amount',
      title: t('estimate.amount'),
      kind: 'money',
      width: 170,
      total: true,
      drill: (row) => estimateLinesHref(estimateId, row.id),
    },
  ]
}

/** The receipt lines of an estimate. */
export function useEstimateLineColumns(): ListColumn<EstimateLine>[] {
  const { t } = useTranslation('accounting')
  return [
    {
      key: 'supplier_code',
      title: t('estimate.supplier'),
      width: 200,
      sortable: true,
      render: (row) => codeAndName(row.supplier_code, row.supplier_name),
    },
    {
      key: 'document_number',
      title: t('document'),
      width: 150,
      render: (row) => (
        <DocumentLink type={row.document_type} id={row.document_id} number={row.document_number} />
      ),
    },
    { key: 'item_code', title: t('item_code'), width: 130, sortable: true },
    { key: 'item_name', title: t('item_name'), width: 220 },
    { key: 'quantity', title: t('estimate.open_quantity'), kind: 'quantity', width: 130 },
    { key: 'unit', title: t('unit'), width: 70 },
    { key: 'amount', title: t('estimate.amount'), kind: 'money', width: 150, sortable: true, total: true },
  ]
}
