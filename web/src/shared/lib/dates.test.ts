import { describe, expect, it } from 'vitest'
import { parseDay } from './dates'

describe('parseDay', () => {
  const now = new Date(2026, 10, 23)
  it.each([
    ['2026-11-5', '2026-11-05'],
    ['2026/02/28', '2026-02-28'],
    ['20261231', '2026-12-31'],
    ['11-9', '2026-11-09'],
    ['0301', '2026-03-01'],
    ['7', '2026-11-07'],
    ['t', '2026-11-23'],
  ])('reads %s as %s', (text, day) => {
    expect(parseDay(text, now)).toBe(day)
  })

  it.each(['', '2026-02-30', '13-01', 'soon', '1-2-3-4'])('refuses %s', (text) => {
    expect(parseDay(text, now)).toBeNull()
  })
})
