import { describe, expect, it } from 'vitest'
import { blankSupply, newLine, supplyBody } from './supply-draft'

const owner = { owner_id: 'P', owner_code: 'P1', owner_name: 'Tower' }

describe("a receipt of the employer's goods", () => {
  it('is for the project of the line above, or for the one that is looked at', () => {
    const [line] = blankSupply('D', 'C', owner).lines
    expect(line).toMatchObject(owner)
    expect(newLine(line)).toMatchObject(owner)
    expect(newLine().owner_id).toBeNull()
  })

  it('says whose goods they are, and names no supplier and no order', () => {
    const doc = blankSupply('D', 'C', owner)
    const line = { ...newLine(doc.lines[0]), item_id: 'I', entered_quantity: '5', unit: 't' }
    const body = supplyBody({ ...doc, lines: [line, newLine(line)] })
    expect(body).toMatchObject({ ownership: 'owner_supplied' })
    expect(body).not.toHaveProperty('supplier_id')
    expect(body.lines).toHaveLength(1)
    expect(body.lines[0]).toMatchObject({ item_id: 'I', owner_id: 'P', entered_quantity: '5', batch_no: '' })
    expect(body.lines[0]).not.toHaveProperty('order_line_id')
  })
})
