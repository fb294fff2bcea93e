import type { Schemas } from '@/api'
import { difference, sum } from '@/shared/lib/arithmetic'
import { isNegative, isZero } from '@/shared/lib/decimal'
import { newId } from '@/shared/lib/ids'
import type { IssueLine } from './issue-draft'
import { type Balance, type StockPick, takeInTurn, withoutPicks } from './pick-stock'
import { isTracked } from './serial-numbers'
import { type Ownership, ownershipOf, takenFrom } from './stock-line'

export type Proposal = Schemas['BatchProposalOut']

/** What one proposal is asked for: an item for a project's work, and whose, in the base unit. */
export interface Asked {
  item_id: string
  project_id: string | null
  ownership: Ownership
  /** The supplier whose consignment it is, if it is one. */
  consignor_id: string | null
  quantity: string
}

/** A line and the heaps that it should take from; none where it takes from them already. */
export interface Proposed {
  line: IssueLine
  picks: StockPick[]
}

export const proposalKey = (
  line: Pick<IssueLine, 'item_id' | 'project_id'> & {
    ownership: string | null
    owner_id?: string | null
    consignor_id?: string | null
  },
): string => {
  const consignor = line.ownership === 'consignment' ? (line.consignor_id ?? line.owner_id) : ''
  return [line.item_id, line.project_id, line.ownership, consignor].join(':')
}

/** Lines of batches for which nobody gave a reason of their own. */
const isOpen = (line: IssueLine): boolean =>
  line.item_id !== null &&
  isTracked(line) &&
  line.batch_reason === '' &&
  line.quantity !== '' &&
  !isZero(line.quantity) &&
  !isNegative(line.quantity)

/** What to ask for: the lines of one item for one project draw from the same heaps, one after the other. */
export function askedOf(lines: IssueLine[]): Asked[] {
  const asked = new Map<string, Asked>()
  for (const line of lines.filter(isOpen)) {
    const { item_id, project_id } = line
    const ownership = ownershipOf(line)
    const consignor_id = ownership === 'consignment' ? line.owner_id : null
    const before = asked.get(proposalKey(line))
    const quantity = sum([before?.quantity ?? '0', line.quantity])
    if (item_id) asked.set(proposalKey(line), { item_id, project_id, ownership, consignor_id, quantity })
  }
  return [...asked.values()]
}

/** Heaps of a proposal as stock to take: the project's own before general stock. */
export const heapsOf = (
  proposal: Proposal,
  owner: Pick<Balance, 'owner_id' | 'owner_code' | 'owner_name' | 'ownership'>,
) =>
  proposal.heaps.map(
    ({ on_hand, ...heap }): Balance => ({
      ...heap,
      ...owner,
      batch_status: 'released',
      quantity: on_hand,
    }),
  )

/** What each open line should take, of the heaps that lines before it left. Where nothing expires, all are alike. */
export function proposedFor(lines: IssueLine[], heaps: Map<string, Balance[]>): Proposed[] {
  const left = new Map(heaps)
  return lines.filter(isOpen).flatMap((line) => {
    const there = left.get(proposalKey(line)) ?? []
    const picks = takeInTurn(there, line.quantity)
    left.set(proposalKey(line), withoutPicks(there, picks))
    const [only] = picks
    const dated = there.some(({ expiry_date }) => expiry_date !== null)
    const settled =
      !dated || picks.length === 0 || (picks.length === 1 && only !== undefined && isTaken(line, only))
    return settled ? [] : [{ line, picks }]
  })
}

/** The lines with what was proposed; one that takes from several heaps becomes as many lines, in the base unit. */
export function withProposed(lines: IssueLine[], proposed: Proposed[]): IssueLine[] {
  const byLine = new Map(proposed.map(({ line, picks }) => [line.id, picks]))
  return lines.flatMap((line): IssueLine[] => {
    const picks = byLine.get(line.id)
    if (!picks) return [line]
    if (picks.length === 1) return [{ ...line, ...takenBy(line, picks[0]?.balance ?? null) }]
    return picks.map(({ balance, quantity }, index) => ({
      ...line,
      id: index === 0 ? line.id : newId(),
      quantity,
      entered_quantity: quantity,
      unit: line.base_unit,
      ...takenBy(line, balance),
    }))
  })
}

/** A proposal names owners by their id alone; where it is the line's own, that knows what people call him. */
const takenBy = (line: IssueLine, balance: Balance | null) => ({
  ...takenFrom(balance),
  ...(balance?.owner_id === line.owner_id && { owner_code: line.owner_code, owner_name: line.owner_name }),
})

const isTaken = (line: IssueLine, { balance, quantity }: StockPick): boolean =>
  line.batch_id === balance.batch_id &&
  line.bin_id === balance.bin_id &&
  line.owner_id === balance.owner_id &&
  line.ownership === balance.ownership &&
  isZero(difference(line.quantity, quantity))
