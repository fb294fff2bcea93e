import { describe, expect, it } from 'vitest'
import { type BatchTrace, drawsOf, originsOf, partsOf, placesOf, type TraceStep } from './trace'

const sums = {
  received: '10.000000',
  on_hand: '7.000000',
  consumed: '0.000000',
  lost: '0.000000',
  sent_back: '0.000000',
  delivered: '0.000000',
  beyond: '3.000000',
}
const step = (fields: Partial<TraceStep>) => ({ kind: 'transfer', undoes: false, left: null, ...fields })
const trace = {
  sums,
  places: [{ left: '7.000000' }, { left: '0.000000' }],
  steps: [
    step({ id: 'in', kind: 'receipt' }),
    step({ id: 'wrong', kind: 'receipt', undoes: true }),
    step({ id: 'first', kind: 'issue', left: '2' }),
    step({ id: 'back', kind: 'return' }),
    step({ id: 'second', kind: 'issue', left: '0' }),
  ],
} as unknown as BatchTrace

describe('a trace', () => {
  it('always tells what lies here and what is used, and of the rest only what there is', () => {
    expect(partsOf(sums).map(({ part }) => part)).toEqual(['on_hand', 'consumed', 'beyond'])
  })

  it('shows the places that still have some before those that goods only passed', () => {
    expect(placesOf(trace, false)).toHaveLength(1)
    expect(placesOf(trace, true)).toHaveLength(2)
  })

  it('tells receipts without their reversals, and draws with the latest first', () => {
    expect(originsOf(trace).map(({ id }) => id)).toEqual(['in'])
    expect(drawsOf(trace).map(({ id }) => id)).toEqual(['second', 'first'])
  })
})
