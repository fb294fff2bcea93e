import type { Ownership } from './stock-line'

/** Where a receipt is shown: that of goods which nobody ordered has a page of its own. */
export const receiptHref = (ownership: Ownership, id: string): string =>
  `/inventory/${PAGES[ownership]}/${id}`

const PAGES = { own: 'receipts', owner_supplied: 'supplied', consignment: 'consigned' } as const
