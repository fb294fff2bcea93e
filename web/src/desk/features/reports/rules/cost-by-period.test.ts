import { describe, expect, it } from 'vitest'
import { costByPeriod, fittingGrain, type MonthCost } from './cost-by-period'

const months: MonthCost[] = [
  { month: '2025-11-01', category_id: 'mat', amount: '0.10' },
  { month: '2026-02-01', category_id: 'mat', amount: '0.20' },
  { month: '2026-02-01', category_id: 'frt', amount: '-5.00' },
  { month: '2026-03-01', category_id: 'mat', amount: '7.00' },
]

describe('costByPeriod', () => {
  it('leaves no month out between the first cost and the last', () => {
    expect(costByPeriod(months, 'month').map(({ name, total }) => [name, total])).toEqual([
      ['2025-11', '0.1'],
      ['2025-12', '0'],
      ['2026-01', '0'],
      ['2026-02', '-4.8'],
      ['2026-03', '7'],
    ])
  })

  it('adds up exactly by category within a quarter, and knows its days', () => {
    expect(costByPeriod(months, 'quarter').at(-1)).toEqual({
      name: '2026 Q1',
      first: '2026-01-01',
      last: '2026-03-31',
      amounts: { mat: '7.2', frt: '-5' },
      total: '2.2',
    })
  })

  it('names years, and knows the last day of a February', () => {
    expect(costByPeriod(months, 'year').map(({ name, last }) => [name, last])).toEqual([
      ['2025', '2025-12-31'],
      ['2026', '2026-12-31'],
    ])
    expect(costByPeriod(months, 'month')[3]?.last).toBe('2026-02-28')
  })

  it('has nothing to say of a project without cost', () => {
    expect(costByPeriod([], 'month')).toEqual([])
  })
})

describe('fittingGrain', () => {
  it('takes the finest that still shows bars', () => {
    const until = (month: string) => [...months, { month, category_id: 'mat', amount: '1.00' }]
    expect(fittingGrain(months)).toBe('month')
    expect(fittingGrain(until('2034-01-01'))).toBe('quarter')
    expect(fittingGrain(until('2060-01-01'))).toBe('year')
  })
})
