import { describe, expect, it } from 'vitest'
import { askedOf, heapsOf, type Proposal, proposalKey, proposedFor, withProposed } from './batch-proposal'
import { type IssueLine, newLine } from './issue-draft'

const paint = (id: string, quantity: string, part: Partial<IssueLine> = {}): IssueLine => ({
  ...newLine(undefined, { project_id: 'P1', project_code: 'P1', project_name: 'Tower' }),
  id,
  item_id: 'PAINT',
  item_code: 'PAINT',
  item_tracking: 'batch',
  base_unit: 'kg',
  unit: 't',
  quantity,
  entered_quantity: '0.006',
  ...part,
})
const heap = (
  batch: string,
  on_hand: string,
  expiry_date: string | null = '2026-12-01',
): Proposal['heaps'][number] => ({
  id: batch,
  bin_id: 'B',
  bin_code: '00',
  batch_id: batch,
  batch_no: batch,
  supplier_id: null,
  supplier_code: null,
  supplier_name: null,
  production_date: null,
  expiry_date,
  received_on: null,
  on_hand,
  take: '0',
})
const there = (...heaps: [string, string][]) => {
  const own = { owner_id: 'P1', owner_code: 'P1', owner_name: 'Tower', ownership: 'own' }
  const proposal = { heaps: heaps.map(([batch, quantity]) => heap(batch, quantity)), missing: '0' }
  return new Map([
    [proposalKey({ item_id: 'PAINT', project_id: 'P1', ownership: 'own' }), heapsOf(proposal, own)],
  ])
}
const taken = (lines: IssueLine[]) => lines.map((line) => `${line.batch_no}:${line.quantity} ${line.unit}`)

describe('a proposal of batches', () => {
  it('is asked for once for lines that draw from the same heaps, without those that have a reason', () => {
    const lines = [
      paint('1', '4'),
      paint('2', '2.5'),
      paint('3', '1', { batch_reason: 'colour' }),
      paint('4', '1', { item_tracking: 'none' }),
      paint('5', ''),
    ]

    expect(askedOf(lines)).toEqual([
      { item_id: 'PAINT', project_id: 'P1', ownership: 'own', consignor_id: null, quantity: '6.5' },
    ])
  })

  it("asks for each supplier's consignment by itself", () => {
    const his = { ownership: 'consignment', owner_id: 'S1', owner_name: 'Smith' }
    const lines = [paint('1', '4', his), paint('2', '3', { ...his, owner_id: 'S2' }), paint('3', '1', his)]

    expect(askedOf(lines).map(({ consignor_id, quantity }) => `${consignor_id}:${quantity}`)).toEqual([
      'S1:5',
      'S2:3',
    ])
    expect(askedOf(lines).map(proposalKey)).toEqual(lines.slice(0, 2).map(proposalKey))
  })

  it('gives each line what those before it left', () => {
    const lines = [paint('1', '4'), paint('2', '5')]

    const after = withProposed(lines, proposedFor(lines, there(['soon', '6'], ['later', '9'])))

    expect(taken(after)).toEqual(['soon:4 t', 'soon:2 kg', 'later:3 kg'])
    expect(after[1]?.id).toBe('2')
    expect(new Set(after.map(({ id }) => id)).size).toBe(3)
  })

  it('has nothing to say once it is taken, nor where there is nothing', () => {
    const lines = [paint('1', '4')]
    const heaps = there(['soon', '6'])

    expect(proposedFor(withProposed(lines, proposedFor(lines, heaps)), heaps)).toEqual([])
    expect(proposedFor(lines, there())).toEqual([])
  })

  it('has nothing to say where nothing expires', () => {
    const own = { owner_id: 'P1', owner_code: 'P1', owner_name: 'Tower', ownership: 'own' }
    const heaps = heapsOf({ heaps: [heap('keeps', '9', null)], missing: '0' }, own)

    expect(proposedFor([paint('1', '4')], new Map([['PAINT:P1', heaps]]))).toEqual([])
  })

  it('keeps what is missing on the last line, to be refused with its figures', () => {
    const lines = [paint('1', '9')]

    const after = withProposed(lines, proposedFor(lines, there(['soon', '2'], ['later', '3'])))

    expect(taken(after)).toEqual(['soon:2 kg', 'later:7 kg'])
    expect(proposedFor(after, there(['soon', '2'], ['later', '3']))).toEqual([])
  })
})
