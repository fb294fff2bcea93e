import { describe, expect, it } from 'vitest'
import { blankOpening, newLine, openingBody } from './opening-draft'

describe('openingBody', () => {
  it('sends entered lines with their worth, batch and owner', () => {
    const line = {
      ...newLine(),
      item_id: 'i',
      entered_quantity: '3',
      unit: 'kg',
      worth: '10.00',
      owner_id: 'p',
    }
    const body = openingBody({ ...blankOpening('d', 'c'), lines: [line, newLine()] })

    expect(body.lines).toEqual([
      {
        id: line.id,
        item_id: 'i',
        entered_quantity: '3',
        unit: 'kg',
        second_quantity: null,
        worth: '10.00',
        bin_id: null,
        owner_id: 'p',
        batch_no: '',
        production_date: null,
        expiry_date: null,
        remark: '',
      },
    ])
  })

  it('gives a new line the owner of the one above', () => {
    const above = { ...newLine(), owner_id: 'p', owner_code: 'P1', owner_name: 'Tower' }

    expect(newLine(above)).toMatchObject({ owner_id: 'p', owner_code: 'P1', item_id: null })
  })
})
