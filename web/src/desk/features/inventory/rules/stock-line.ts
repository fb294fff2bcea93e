import type { Balance } from './pick-stock'

export type Ownership = 'own' | 'owner_supplied' | 'consignment'

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
  /** Whose property it is: ours, the employer's, or a supplier's consignment, whose owner he is. */
  ownership: string | null
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
  'ownership',
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
  ownership: 'own',
  on_hand: null,
  placed: false,
}

/** Whose property a line's goods are, as bodies say it. */
export const ownershipOf = ({ ownership }: Pick<StockLine, 'ownership'>): Ownership =>
  ownership === 'owner_supplied' || ownership === 'consignment' ? ownership : 'own'

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
        ownership: balance.ownership,
        on_hand: balance.quantity,
        placed: true,
      }
    : { ...notPlaced, on_hand: '0', placed: true }
