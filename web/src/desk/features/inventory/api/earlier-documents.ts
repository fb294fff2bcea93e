import type { PickedOrderLine, Schemas } from '@/api'
import { allRows } from '@/shared/lib/all-rows'
import { getJson, type Page } from '@/shared/lib/api'
import { blankDirect, type DirectDraft, withOrder as directWithOrder } from '../rules/direct-draft'
import { blankIssue, type IssueDraft, withRequisition } from '../rules/issue-draft'
import type { Balance } from '../rules/pick-stock'
import { blankReceipt, type ReceiptDraft, withOrder } from '../rules/receipt-draft'
import { blankReturn, type PickedIssueLine, type ReturnDraft, withIssue } from '../rules/return-draft'
import type { Ownership } from '../rules/stock-line'
import {
  blankSupplierReturn,
  type PickedReceiptLine,
  type SupplierReturnDraft,
  withReceipt,
} from '../rules/supplier-return-draft'
import { blankTakeOver, type TakeOverDraft, withIssue as takeOverWithIssue } from '../rules/take-over-draft'
import { onHand } from './stock-on-hand'

const LOOK_UPS_AT_ONCE = 6

export const openOrderLines = (orderId: string): Promise<PickedOrderLine[]> =>
  allRows<PickedOrderLine>('/api/v1/purchase-order-lines', { order_id: orderId, open: true })

export const returnableLines = (issueId: string): Promise<PickedIssueLine[]> =>
  allRows<PickedIssueLine>('/api/v1/goods-issue-lines', { issue_id: issueId, returnable: true })

export const linesToSendBack = (receiptId: string, ownership: Ownership): Promise<PickedReceiptLine[]> =>
  allRows<PickedReceiptLine>('/api/v1/goods-receipt-lines', {
    receipt_id: receiptId,
    returnable: true,
    ownership,
  })

export const requisitionById = (id: string): Promise<Schemas['MaterialRequisitionOut']> =>
  getJson(`/api/v1/material-requisitions/${id}`)

/** What lies of each item in a warehouse, a few questions at a time. */
export async function stockOf(itemIds: string[], warehouseId: string): Promise<Map<string, Balance[]>> {
  const found = new Map<string, Balance[]>()
  const waiting = [...new Set(itemIds)]
  const worker = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) found.set(id, await onHand(id, warehouseId))
  }
  await Promise.all(Array.from({ length: LOOK_UPS_AT_ONCE }, worker))
  return found
}

/** A receipt of all that is open on an order, into the only warehouse where there is only one. */
export async function receiptOfOrder(id: string, orderId: string): Promise<ReceiptDraft> {
  const { lines, companyId, warehouse } = await openOf(orderId)
  return withOrder({ ...blankReceipt(id, companyId), ...warehouse }, lines)
}

/** A delivery of all that is open on an order, straight to the work that it was bought for. */
export async function directOfOrder(id: string, orderId: string): Promise<DirectDraft> {
  const { lines, companyId, warehouse } = await openOf(orderId)
  return directWithOrder({ ...blankDirect(id, companyId), ...warehouse }, lines)
}

/** What is open on an order, and the only warehouse where there is only one. */
async function openOf(orderId: string) {
  const lines = await openOrderLines(orderId)
  const companyId = lines[0]?.company_id ?? (await getJson<OfCompany>(orderPath(orderId))).company_id
  const warehouses = await getJson<Page<Named>>('/api/v1/warehouses', { company_id: companyId, limit: 2 })
  const [only, another] = warehouses.rows
  const warehouse = only &&
    !another && { warehouse_id: only.id, warehouse_code: only.code, warehouse_name: only.name }
  return { lines, companyId, warehouse }
}

/** An issue of all that is open on a requisition. */
export async function issueOfRequisition(id: string, requisitionId: string): Promise<IssueDraft> {
  const requisition = await requisitionById(requisitionId)
  const items = requisition.lines.map(({ item_id }) => item_id)
  const stock = await stockOf(items, requisition.warehouse_id)
  return withRequisition(blankIssue(id, requisition.company_id), requisition, stock)
}

/** A return of all that can come back of an issue. */
export async function returnOfIssue(id: string, issueId: string): Promise<ReturnDraft> {
  const { lines, companyId } = await leftOf(issueId)
  return withIssue(blankReturn(id, companyId), lines)
}

/** A take-over of all that is left of an issue, for work that is still to be named. */
export async function takeOverOfIssue(id: string, issueId: string): Promise<TakeOverDraft> {
  const { lines, companyId } = await leftOf(issueId)
  return takeOverWithIssue(blankTakeOver(id, companyId), lines)
}

async function leftOf(issueId: string) {
  const lines = await returnableLines(issueId)
  const companyId = lines[0]?.company_id ?? (await getJson<OfCompany>(issuePath(issueId))).company_id
  return { lines, companyId }
}

/** A return of all that can go back of a receipt. */
export async function returnOfReceipt(id: string, receiptId: string): Promise<SupplierReturnDraft> {
  const receipt = await getJson<Schemas['GoodsReceiptOut']>(receiptPath(receiptId))
  const lines = await linesToSendBack(receiptId, receipt.ownership)
  return withReceipt(blankSupplierReturn(id, receipt.company_id, receipt.ownership), lines)
}

interface OfCompany {
  company_id: string
}

interface Named {
  id: string
  code: string
  name: string
}

const orderPath = (id: string) => `/api/v1/purchase-orders/${id}`
const receiptPath = (id: string) => `/api/v1/goods-receipts/${id}`
const issuePath = (id: string) => `/api/v1/goods-issues/${id}`
