import { describe, expect, it } from 'vitest'
import { type Explanation, joined, pageBefore } from './explanation'

const page = (numbers: number[], earlier: number): Explanation =>
  ({
    through: 9,
    earlier_steps: earlier,
    next_before: earlier ? earlier + 1 : null,
    opening: { quantity: String(earlier), value: '0.00', unit_cost: null },
    steps: numbers.map((number) => ({ number })),
  }) as unknown as Explanation

describe('pages of an explanation', () => {
  it('are one, the earliest first, and open where the earliest does', () => {
    const whole = joined([page([5, 6], 4), page([3, 4], 2), page([1, 2], 0)])

    expect(whole?.steps.map((step) => step.number)).toEqual([1, 2, 3, 4, 5, 6])
    expect([whole?.opening.quantity, whole?.earlier_steps]).toEqual(['0', 0])
  })

  it('go back by what the first of them knew, until there are none', () => {
    expect(pageBefore(page([5, 6], 4))).toEqual({ before: 5, through: 9 })
    expect(pageBefore(page([1, 2], 0))).toBeNull()
  })
})
