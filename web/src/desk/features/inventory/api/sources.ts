import type { Schemas } from '@/api'
import { formatQuantity } from '@/shared/lib/decimal'
import type { RemoteSource } from '@/shared/ui/remote-source'
import type { PickedIssueLine } from '../rules/return-draft'
import type { Ownership } from '../rules/stock-line'
import type { PickedReceiptLine } from '../rules/supplier-return-draft'

/** Approved orders, those that have come in full for the eye only. */
export const openOrderSource = (
  companyId: string,
  supplierId: string | null,
): RemoteSource<Schemas['PurchaseOrderRow']> => ({
  key: `open-orders:${companyId}:${supplierId}`,
  path: '/api/v1/purchase-orders',
  query: { state: 'approved', company_id: companyId, supplier_id: supplierId },
  toChoice: (row) => ({
    value: row.id,
    label: row.number ?? '',
    hint: `${row.supplier_name} · ${row.lines_received}/${row.lines_count}`,
    disabled: row.received === 'fully',
    row,
  }),
})

/** Requisitions of which something is still to be issued. */
export const openRequisitionSource = (
  companyId: string,
): RemoteSource<Schemas['MaterialRequisitionRow']> => ({
  key: `open-requisitions:${companyId}`,
  path: '/api/v1/material-requisitions',
  query: { open: true, company_id: companyId },
  toChoice: (row) => ({
    value: row.id,
    label: row.number ?? '',
    hint: [row.project_name, row.warehouse_name, row.use_place].filter(Boolean).join(' · '),
    row,
  }),
})

export const postedIssueSource = (companyId: string): RemoteSource<Schemas['GoodsIssueRow']> => ({
  key: `posted-issues:${companyId}`,
  path: '/api/v1/goods-issues',
  query: { state: 'posted', company_id: companyId },
  toChoice: (row) => ({
    value: row.id,
    label: row.number ?? '',
    hint: [row.business_date, row.projects, row.recipient].filter(Boolean).join(' · '),
    disabled: row.reverses_id !== null,
    row,
  }),
})

/** Issue lines of which something can still come back. */
export const returnableSource = (companyId: string): RemoteSource<PickedIssueLine> => ({
  key: `returnable:${companyId}`,
  path: '/api/v1/goods-issue-lines',
  query: { returnable: true, company_id: companyId },
  toChoice: (row) => ({
    value: row.id,
    label: `${row.issue_number}-${row.line_no} ${row.item_name}`,
    codes: [`${row.issue_number}-${row.line_no}`, ...(row.batch_no ? [row.batch_no] : [])],
    hint: [
      row.batch_no,
      row.node_code,
      row.recipient,
      `${formatQuantity(row.returnable_quantity)} ${row.base_unit}`,
    ]
      .filter(Boolean)
      .join(' · '),
    row,
  }),
})

export const postedReceiptSource = (
  companyId: string,
  supplierId: string | null,
  ownership: Ownership,
): RemoteSource<Schemas['GoodsReceiptRow']> => ({
  key: `posted-receipts:${companyId}:${supplierId}:${ownership}`,
  path: '/api/v1/goods-receipts',
  query: { state: 'posted', company_id: companyId, supplier_id: supplierId, ownership },
  toChoice: (row) => ({
    value: row.id,
    label: row.number ?? '',
    hint: [row.business_date, row.supplier_name, row.delivery_note].filter(Boolean).join(' · '),
    disabled: row.reverses_id !== null,
    row,
  }),
})

/** Receipt lines of which something can still go back to the supplier. */
export const receivedSource = (
  companyId: string,
  supplierId: string | null,
  ownership: Ownership,
): RemoteSource<PickedReceiptLine> => ({
  key: `received:${companyId}:${supplierId}:${ownership}`,
  path: '/api/v1/goods-receipt-lines',
  query: { returnable: true, company_id: companyId, supplier_id: supplierId, ownership },
  toChoice: (row) => ({
    value: row.id,
    label: `${row.receipt_number}-${row.line_no} ${row.item_name}`,
    codes: [`${row.receipt_number}-${row.line_no}`, ...(row.batch_no ? [row.batch_no] : [])],
    hint: [
      row.batch_no,
      row.supplier_name,
      row.warehouse_name,
      `${formatQuantity(row.returnable_quantity)} ${row.base_unit}`,
    ]
      .filter(Boolean)
      .join(' · '),
    row,
  }),
})
