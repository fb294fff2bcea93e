import type { Schemas } from '@/api'
import { sum } from '@/shared/lib/arithmetic'

export type MonthCost = Schemas['MonthCostOut']

export const GRAINS = ['month', 'quarter', 'year'] as const
export type Grain = (typeof GRAINS)[number]

/** A stretch of time with what was borne in it. */
export interface Period {
  /** How it is called: `2026-03`, `2026 Q1`, `2026`. */
  name: string
  /** First and last day, for the list of its entries. */
  first: string
  last: string
  /** By category id; a category without cost is missing. */
  amounts: Record<string, string>
  total: string
}

const MONTHS: Record<Grain, number> = { month: 1, quarter: 3, year: 12 }
/** More bars than that are thinner than the gaps between them. */
const BARS_MAX = 84

/** Months since year 0, so that periods are counted rather than looked up in a calendar. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const dayOf = (month: number, day: number): string =>
  new Date(Date.UTC(Math.floor(month / 12), month % 12, day)).toISOString().slice(0, 10)

function nameOf(month: number, grain: Grain): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  if (grain === 'year') return year
  if (grain === 'quarter') return `${year} Q${Math.floor((month % 12) / 3) + 1}`
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** Every period from the first cost to the last, those without any included, so that time runs evenly. */
export function costByPeriod(months: MonthCost[], grain: Grain): Period[] {
  if (months.length === 0) return []
  const length = MONTHS[grain]
  const indices = months.map((one) => Math.floor(monthOf(one.month) / length))
  const first = Math.min(...indices)
  const last = Math.max(...indices)
  const parts = new Map<number, MonthCost[]>()
  months.forEach((one, at) => {
    const index = indices[at] ?? first
    parts.set(index, [...(parts.get(index) ?? []), one])
  })
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const start = (first + offset) * length
    const inside = parts.get(first + offset) ?? []
    return {
      name: nameOf(start, grain),
      first: dayOf(start, 1),
      last: dayOf(start + length, 0),
      amounts: byCategory(inside),
      total: sum(inside.map((one) => one.amount)),
    }
  })
}

function byCategory(months: MonthCost[]): Record<string, string> {
  const amounts: Record<string, string[]> = {}
  for (const { category_id: id, amount } of months) amounts[id] = [...(amounts[id] ?? []), amount]
  return Object.fromEntries(Object.entries(amounts).map(([id, each]) => [id, sum(each)]))
}

/** The finest that still shows bars. */
export function fittingGrain(months: MonthCost[]): Grain {
  return GRAINS.find((grain) => costByPeriod(months, grain).length <= BARS_MAX) ?? 'year'
}
