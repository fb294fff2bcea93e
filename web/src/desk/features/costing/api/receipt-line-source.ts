import type { Schemas } from '@/api'
import { formatQuantity } from '@/shared/lib/decimal'
import type { RemoteSource } from '@/shared/ui/remote-source'

export type ReceiptLine = Schemas['ReceiptLineOut']

/** Lines of receipts in force; for an invoice those of which something is left to invoice. */
export const receiptLineSource = (companyId: string, notInvoiced: boolean): RemoteSource<ReceiptLine> => ({
  key: `receipt-lines:${companyId}:${notInvoiced}`,
  path: '/api/v1/receipt-lines',
  query: { company_id: companyId, not_invoiced: notInvoiced },
  toChoice: (row) => ({
    value: row.receipt_line_id,
    label: `${row.receipt_number} ${row.item_code}`,
    codes: [row.receipt_number],
    hint: [
      row.item_name,
      row.supplier_name,
      `${formatQuantity(row.received_quantity)} ${row.base_unit}`,
      row.business_date,
    ].join(' · '),
    row,
  }),
})
