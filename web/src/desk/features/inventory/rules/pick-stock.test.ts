import { describe, expect, it } from 'vitest'
import { type Balance, pickStock, usable, withoutPicks } from './pick-stock'

const heap = (id: string, quantity: string, part: Partial<Balance> = {}): Balance => ({
  id,
  quantity,
  bin_id: id,
  bin_code: id,
  batch_id: null,
  batch_no: null,
  supplier_name: null,
  production_date: null,
  expiry_date: null,
  batch_status: null,
  owner_id: null,
  owner_code: null,
  owner_name: null,
  ownership: 'own',
  ...part,
})
const own = { owner_id: 'P1', owner_code: 'P1', owner_name: 'Tower' }
const other = { owner_id: 'P2', owner_code: 'P2', owner_name: 'Bridge' }

const letters = (balances: Balance[], needed: string) =>
  pickStock(balances, { project: 'P1' }, needed).map(({ balance, quantity }) => `${balance.id}:${quantity}`)

describe('picking stock', () => {
  it('passes over batches that are not released', () => {
    const there = [
      heap('waits', '5', { batch_status: 'quarantine' }),
      heap('blocked', '5', { batch_status: 'blocked' }),
      heap('free', '5', { batch_status: 'released' }),
    ]

    expect(letters(there, '2')).toEqual(['free:2'])
    expect(usable(there, 'anybody')).toHaveLength(3)
  })

  it('passes over what has expired on the day, and takes the older of two that expire together', () => {
    const there = [
      heap('young', '5', { expiry_date: '2026-12-01', production_date: '2026-05-01' }),
      heap('old', '5', { expiry_date: '2026-12-01', production_date: '2026-01-01' }),
      heap('gone', '5', { expiry_date: '2026-06-14' }),
    ]

    const picks = pickStock(there, { project: 'P1' }, '6', '2026-06-15')

    expect(picks.map(({ balance, quantity }) => `${balance.id}:${quantity}`)).toEqual(['old:5', 'young:1'])
  })

  it("takes the project's own first, then general stock, and never another project's", () => {
    const there = [heap('general', '50'), heap('own', '3', own), heap('other', '90', other)]
    expect(letters(there, '10')).toEqual(['own:3', 'general:7'])
    expect(usable(there, 'anybody').map(({ id }) => id)).toEqual(['other', 'general', 'own'])
  })

  it('takes what a supplier consigned for any work, but only once ours is gone', () => {
    const his = { owner_id: 'S1', ownership: 'consignment' }
    const there = [heap('his', '50', his), heap('general', '5'), heap('own', '3', own)]
    expect(letters(there, '10')).toEqual(['own:3', 'general:5', 'his:2'])
  })

  it('takes first what expires first, and else from the largest heap', () => {
    const there = [
      heap('keeps', '9'),
      heap('late', '5', { expiry_date: '2027-03-01' }),
      heap('soon', '5', { expiry_date: '2026-12-01' }),
    ]
    expect(letters(there, '6')).toEqual(['soon:5', 'late:1'])
    expect(letters([heap('small', '2'), heap('large', '12.5')], '3')).toEqual(['large:3'])
  })

  it('asks for what is missing where it took the last', () => {
    expect(letters([heap('a', '2'), heap('b', '1')], '5.5')).toEqual(['a:2', 'b:3.5'])
    expect(letters([], '5')).toEqual([])
  })

  it('leaves what no line has taken yet', () => {
    const there = [heap('a', '5'), heap('b', '3')]
    const left = withoutPicks(there, pickStock(there, { project: null }, '6'))
    expect(left.map(({ id, quantity }) => `${id}:${quantity}`)).toEqual(['b:2'])
    expect(withoutPicks(there, pickStock(there, { project: null }, '9'))).toEqual([])
  })
})
