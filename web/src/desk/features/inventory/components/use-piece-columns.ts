import { useTranslation } from 'react-i18next'
import type { PickedIssueLine } from '../rules/return-draft'
import type { PickedReceiptLine } from '../rules/supplier-return-draft'
import type { PieceColumn } from './pieces-dialog'

/** What pieces of an issue and of a receipt are told by. */
export function usePieceColumns() {
  const { t } = useTranslation('inventory')
  const issued: PieceColumn<PickedIssueLine>[] = [
    { title: t('return.issue_line'), show: ({ issue_number, line_no }) => `${issue_number}-${line_no}` },
    { title: t('words:node'), show: ({ node_code, node_name }) => `${node_code} ${node_name}` },
  ]
  const received: PieceColumn<PickedReceiptLine>[] = [
    {
      title: t('supplier_return.receipt_line'),
      show: ({ receipt_number, line_no }) => `${receipt_number}-${line_no}`,
    },
    { title: t('words:bin'), show: ({ bin_code }) => bin_code },
  ]
  return { issued, received }
}
