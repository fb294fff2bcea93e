import type { Balance } from './pick-stock'

/** Where goods of a line are taken from: a bin, a batch where there are batches, and whose stock it is there. */
export interface StockLine {
  item_id: string | null
  bin_id: string | null
  bin_code: string
  batch_id: string | null
  batch_no: string | null
  owner_id: string | null
  owner_code: string | null
  owner_name: string | null
  /** What lies there, once it was looked up. */
  on_hand: string | null
  /** Chosen, by hand or by rule; a line that is not is given a place as soon as its stock is known. */
  placed: boolean
}

export const STOCK_FIELDS = [
  'bin_id',
  'bin_code',
  'batch_id',
  'batch_no',
  'owner_id',
  'owner_code',
  'owner_name',
  'on_hand',
  'placed',
] as const satisfies (keyof StockLine)[]

export const notPlaced: Omit<StockLine, 'item_id'> = {
  bin_id: null,
  bin_code: '',
  batch_id: null,
  batch_no: null,
  owner_id: null,
  owner_code: null,
  owner_name: null,
  on_hand: null,
  placed: false,
}

/** Taken from this heap; from none, there is nothing of the item that may be taken. */
export const takenFrom = (balance: Balance | null): Omit<StockLine, 'item_id'> =>
  balance
    ? {
        bin_id: balance.bin_id,
        bin_code: balance.bin_code ?? '',
        batch_id: balance.batch_id,
        batch_no: balance.batch_no,
        owner_id: balance.owner_id,
        owner_code: balance.owner_code,
        owner_name: balance.owner_name,
        on_hand: balance.quantity,
        placed: true,
      }
    : { ...notPlaced, on_hand: '0', placed: true }
