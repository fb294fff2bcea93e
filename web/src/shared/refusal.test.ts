import { describe, expect, it } from 'vitest'
import { faultKey, headFaults, lineFaults, Refusal, refusalFrom } from './refusal'

const problem = {
  code: 'inventory.several',
  detail: 'Three things are wrong.',
  errors: [
    { line: null, field: 'party_id', code: 'a', detail: 'No such supplier.' },
    { line: 2, field: 'quantity', code: 'b', detail: 'Too many.' },
    { line: 2, field: 'quantity', code: 'c', detail: 'Not whole.' },
    { line: 3, field: null, code: 'd', detail: 'Closed.' },
  ],
}

describe('refusal', () => {
  it('puts each fault at its field or line, the first of several', () => {
    const refusal = new Refusal(409, problem)
    expect(headFaults(refusal)).toEqual({ party_id: 'No such supplier.' })
    expect([...lineFaults(refusal)]).toEqual([
      [faultKey(1, 'quantity'), 'Too many.'],
      [faultKey(2, ''), 'Closed.'],
    ])
  })

  it('finds the row of a record that a path names', () => {
    const refusal = new Refusal(422, {
      errors: [
        { line: null, field: 'conversions.1.factor', code: 'x', detail: 'Above 0.' },
        { line: null, field: 'conversions', code: 'y', detail: 'No such unit.' },
      ],
    })
    expect([...lineFaults(refusal, 'conversions')]).toEqual([[faultKey(1, 'factor'), 'Above 0.']])
    expect(lineFaults(refusal).size).toBe(0)
  })

  it('reads a problem document, and survives an answer that is none', async () => {
    const read = await refusalFrom(new Response(JSON.stringify(problem), { status: 409 }))
    expect([read.status, read.code, read.message]).toEqual([
      409,
      'inventory.several',
      'Three things are wrong.',
    ])
    const broken = await refusalFrom(new Response('<html>', { status: 502 }))
    expect([broken.status, broken.faults]).toEqual([502, []])
  })
})
