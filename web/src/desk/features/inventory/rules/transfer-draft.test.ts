import { describe, expect, it } from 'vitest'
import { changesHands, newLine, type TransferLine } from './transfer-draft'

const line = (part: Partial<TransferLine>): { lines: TransferLine[] } => ({
  lines: [newLine(undefined), { ...newLine(undefined), item_id: 'steel', ...part }],
})

describe('a transfer that projects have a say in', () => {
  it('gives stock of a project away, or adds to it', () => {
    expect(changesHands(line({ owner_id: 'P1', target_owner_id: 'P2' }))).toBe(true)
    expect(changesHands(line({ owner_id: 'P1', becomes: 'general' }))).toBe(true)
    expect(changesHands(line({ owner_id: null, target_owner_id: 'P2' }))).toBe(true)
    expect(changesHands(line({ owner_id: 'S1', ownership: 'consignment', target_owner_id: 'P2' }))).toBe(true)
  })

  it('is none where every project keeps what it has', () => {
    expect(changesHands(line({ owner_id: 'P1' }))).toBe(false)
    expect(changesHands(line({ owner_id: 'P1', target_owner_id: 'P1' }))).toBe(false)
    expect(changesHands(line({ owner_id: null, becomes: 'general' }))).toBe(false)
    expect(changesHands(line({ owner_id: 'S1', ownership: 'consignment', becomes: 'general' }))).toBe(false)
  })
})
