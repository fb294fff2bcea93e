import type { Schemas } from '@/api'

export type Period = Schemas['PeriodOut']
export type Finding = Schemas['FindingOut']
export type FrozenStock = Schemas['PeriodStockOut']
export type FrozenCost = Schemas['PeriodCostOut']
export type PeriodStep = 'begin' | 'withdraw' | 'close' | 'reopen'

/** `2026-05` of `2026-05-01`. */
export const monthName = (month: string): string => month.slice(0, 7)

/**
 * The steps that a month takes next: the months of a company close forward and open from the last closed one back, and
 * the running month (the first of the list) has to end before.
 */
export function stepsOf(period: Period, all: readonly Period[]): PeriodStep[] {
  if (period.state === 'closing') return ['close', 'withdraw']
  const closing = all.some((each) => each.state === 'closing')
  if (closing) return []
  const lastClosed = all.find((each) => each.state === 'closed')
  if (period.state === 'closed') return period.month === lastClosed?.month ? ['reopen'] : []
  return period.month === all[0]?.month ? [] : ['begin']
}

/** Points that forbid closing, and whether all others that have cases were accepted. */
export function canClose(findings: readonly Finding[], accepted: ReadonlySet<string>): boolean {
  return findings.every((each) => each.count === 0 || (!each.blocks && accepted.has(each.check)))
}

/** Closed by itself and never asked what was not invoiced; closed along with a later month it stands in that one's. */
export const wasNotEstimated = ({ state, closing, estimated }: Period): boolean =>
  state === 'closed' && closing > 0 && estimated === null
