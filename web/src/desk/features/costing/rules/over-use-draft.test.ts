import { describe, expect, it } from 'vitest'
import { blankCharge, chargeBody, newLine, trimCharge } from './over-use-draft'

const work = { project_id: 'P', project_code: 'P1', project_name: 'Tower' }

describe("a charge for the employer's goods", () => {
  it('says what is charged and at what, and leaves the amount to the server', () => {
    const doc = blankCharge('N', 'C', work)
    const line = { ...newLine(doc.lines[0]), item_id: 'I', quantity: '6', price: '5' }
    const body = chargeBody({ ...doc, lines: [line, newLine(line)] })
    expect(body).toMatchObject({ kind: 'over_use', company_id: 'C' })
    expect(body.lines).toHaveLength(1)
    expect(body.lines[0]).toMatchObject({ project_id: 'P', item_id: 'I', quantity: '6', price: '5' })
    expect(body.lines[0]).not.toHaveProperty('amount')
  })

  it('keeps one line to type in', () => {
    expect(trimCharge(blankCharge('N', 'C', work)).lines).toHaveLength(1)
  })
})
