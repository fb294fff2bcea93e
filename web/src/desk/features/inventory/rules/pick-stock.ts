import type { Schemas } from '@/api'
import { difference, sum } from '@/shared/lib/arithmetic'
import { isNegative, isZero } from '@/shared/lib/decimal'

export type Balance = Pick<
  Schemas['BalanceOut'],
  | 'id'
  | 'bin_id'
  | 'bin_code'
  | 'batch_id'
  | 'batch_no'
  | 'supplier_name'
  | 'production_date'
  | 'expiry_date'
  | 'batch_status'
  | 'owner_id'
  | 'owner_code'
  | 'owner_name'
  | 'ownership'
  | 'quantity'
>

export interface StockPick {
  balance: Balance
  quantity: string
}

/** Whose stock may be taken: a project's work draws its own and general stock, a transfer moves anybody's. */
export type For = { project: string | null } | 'anybody'

/**
 * The stock that may be taken, best first. For work that is only of batches that are released and have not expired on
 * the day: the project's own before what the employer supplied for it, general stock and, last, what a supplier
 * consigned, which is bought by being taken; what expires first before what keeps, what is oldest, and else the
 * largest heap.
 */
export function usable(balances: Balance[], whose: For, on = ''): Balance[] {
  const allowed =
    whose === 'anybody'
      ? balances
      : balances.filter(
          ({ owner_id, ownership, batch_status, expiry_date }) =>
            (owner_id === null || ownership === 'consignment' || owner_id === whose.project) &&
            (batch_status === null || batch_status === 'released') &&
            (expiry_date === null || expiry_date >= on),
        )
  const rank = ({ owner_id, ownership }: Balance) => {
    if (whose === 'anybody') return 0
    if (ownership === 'consignment') return 3
    return owner_id === null ? 2 : Number(ownership === 'owner_supplied')
  }
  return [...allowed].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.expiry_date ?? '9999').localeCompare(b.expiry_date ?? '9999') ||
      (a.production_date ?? '9999').localeCompare(b.production_date ?? '9999') ||
      larger(a.quantity, b.quantity) ||
      a.id.localeCompare(b.id),
  )
}

/**
 * Which stock covers a quantity, in the base unit.
 *
 * What nothing is there for stays with the last pick, so that it is asked for and refused with its figures, not lost.
 */
export const pickStock = (balances: Balance[], whose: For, needed: string, on = ''): StockPick[] =>
  takeInTurn(usable(balances, whose, on), needed)

/** The same from heaps that are in the order of their use. */
export function takeInTurn(balances: Balance[], needed: string): StockPick[] {
  const picks: StockPick[] = []
  let missing = needed
  for (const balance of balances) {
    if (isZero(missing)) break
    const there = balance.quantity ?? '0'
    const enough = !isNegative(difference(there, missing))
    picks.push({ balance, quantity: enough ? missing : there })
    missing = enough ? '0' : difference(missing, there)
  }
  const last = picks.at(-1)
  if (last && !isZero(missing)) last.quantity = difference(last.quantity, `-${missing}`)
  return picks
}

/** What is left once the picks are taken: the same item may be asked for in several lines. */
export function withoutPicks(balances: Balance[], picks: StockPick[]): Balance[] {
  return balances
    .map((balance) => {
      const taken = picks.filter((pick) => pick.balance.id === balance.id).map(({ quantity }) => quantity)
      return { ...balance, quantity: difference(balance.quantity ?? '0', sum(taken)) }
    })
    .filter(({ quantity }) => !isZero(quantity) && !isNegative(quantity))
}

const larger = (a: string | null, b: string | null): number => {
  const more = difference(a ?? '0', b ?? '0')
  return isZero(more) ? 0 : isNegative(more) ? 1 : -1
}
