import { describe, expect, it } from 'vitest'
import { canClose, type Finding, type Period, stepsOf, wasNotEstimated } from './periods'

const month = (name: string, state: Period['state']): Period => ({
  month: `${name}-01`,
  state,
  version: 1,
  closing: 0,
  step: null,
  reason: '',
  person_name: null,
  at: null,
  estimated: null,
  estimate_id: null,
})

describe('steps of a month', () => {
  const months = [
    month('2026-06', 'open'),
    month('2026-05', 'open'),
    month('2026-04', 'closed'),
    month('2026-03', 'closed'),
  ]

  it('lets every month that is over be begun, and the last closed one be opened again', () => {
    expect(months.map((each) => stepsOf(each, months))).toEqual([[], ['begin'], ['reopen'], []])
  })

  it('lets nothing else happen while one is being closed', () => {
    const closing = months.with(1, month('2026-05', 'closing'))
    expect(closing.map((each) => stepsOf(each, closing))).toEqual([[], ['close', 'withdraw'], [], []])
  })
})

describe('closing', () => {
  const finding = (check: string, count: number, blocks: boolean): Finding => ({
    check,
    count,
    blocks,
    examples: [],
  })

  it('waits for what blocks, and for a yes to what does not', () => {
    const findings = [finding('drafts', 2, false), finding('never_negative_on_any_day', 0, true)]
    expect(canClose(findings, new Set())).toBe(false)
    expect(canClose(findings, new Set(['drafts']))).toBe(true)
    expect(
      canClose([finding('never_negative_on_any_day', 1, true)], new Set(['never_negative_on_any_day'])),
    ).toBe(false)
  })
})

describe('the estimate of a month', () => {
  it('is missing where the month was closed by itself and nobody asked', () => {
    const april = { ...month('2026-04', 'closed'), closing: 1 }
    expect(wasNotEstimated(april)).toBe(true)
    expect(wasNotEstimated({ ...april, estimated: '0.00' })).toBe(false)
    expect(wasNotEstimated({ ...april, closing: 0 })).toBe(false)
    expect(wasNotEstimated({ ...april, state: 'open' })).toBe(false)
  })
})
