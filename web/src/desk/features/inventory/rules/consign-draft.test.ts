import { describe, expect, it } from 'vitest'
import { blankConsign, consignBody, newLine } from './consign-draft'

describe('a receipt of what a supplier consigns', () => {
  it('says whose it is and at what it is bought, and names no order and no project', () => {
    const doc = { ...blankConsign('D', 'C'), supplier_id: 'S' }
    const line = { ...newLine(), item_id: 'I', entered_quantity: '5', unit: 't', price: '3.5' }
    const body = consignBody({ ...doc, lines: [line, newLine()] })
    expect(body).toMatchObject({ ownership: 'consignment', supplier_id: 'S' })
    expect(body.lines).toHaveLength(1)
    expect(body.lines[0]).toMatchObject({ item_id: 'I', price: '3.5', batch_no: '' })
    expect(body.lines[0]).not.toHaveProperty('owner_id')
    expect(body.lines[0]).not.toHaveProperty('order_line_id')
  })

  it('leaves the price to what was agreed on before', () => {
    const line = { ...newLine(), item_id: 'I', entered_quantity: '5', unit: 't', price: '' }
    const body = consignBody({ ...blankConsign('D', 'C'), lines: [line] })
    expect(body.lines[0]).toMatchObject({ price: null })
  })
})
