import { describe, expect, it } from 'vitest'
import {
  binInput,
  blankWarehouse,
  edited,
  inWaves,
  newBin,
  newZone,
  readWarehouse,
  trimWarehouse,
} from './warehouse-draft'

const bin = (code: string) => ({
  id: code,
  version: 3,
  code,
  name: '',
  remark: '',
  active: true,
  zone_id: null,
  zone_code: null,
  is_default: code === '00',
  warehouse_id: 'w',
  holder_kind: '' as const,
  holder_name: '',
  holder_supplier_id: null,
  holder_supplier_code: null,
  holder_supplier_name: null,
})
const draft = readWarehouse(blankWarehouse('w', null), [], [bin('00'), bin('01')])
const [first = newBin(), second = newBin()] = draft.bins

describe('warehouse draft', () => {
  it('knows what the server has of each row', () => {
    expect(first.stored).toBe(JSON.stringify(binInput(first)))
    expect(newBin().stored).toBeNull()
  })

  it('puts a row that is taken away out of use, where it was', () => {
    const after = edited(draft.bins, [second])
    expect(after.map(({ code, active }) => [code, active])).toEqual([
      ['00', 'no'],
      ['01', 'yes'],
    ])
  })

  it('lets go of a row that was never saved', () => {
    expect(edited([first, newBin()], [first])).toEqual([first])
  })

  it('makes a copied row a new one', () => {
    const [, copy] = edited([first], [first, { ...first, id: 'copy' }])
    expect(copy).toMatchObject({ version: 0, stored: null, is_default: false })
  })

  it('starts a bin in the zone of the one above', () => {
    expect(newBin({ ...first, zone_id: 'z' }).zone_id).toBe('z')
  })

  it('sends of a holder what belongs to its kind', () => {
    const line = { ...first, holder_name: '钢筋班', holder_supplier_id: 's' }
    const sent = (['', 'crew', 'subcontractor'] as const).map((holder_kind) => {
      const { holder_name, holder_supplier_id } = binInput({ ...line, holder_kind })
      return [holder_name, holder_supplier_id]
    })
    expect(sent).toEqual([
      ['', null],
      ['钢筋班', null],
      ['', 's'],
    ])
  })

  it('sends rows of one code one after another', () => {
    const rows = ['A', 'A', 'B'].map((code, at): [number, typeof first] => [at, { ...first, code }])
    const numbers = inWaves(rows).map((wave) => wave.map(([at]) => at))
    expect(numbers).toEqual([[0, 2], [1]])
  })

  it('always leaves a row to type in', () => {
    const empty = trimWarehouse({ ...draft, zones: [newZone()], bins: [] })
    expect([empty.zones.length, empty.bins.length]).toEqual([1, 1])
  })
})
