import { describe, expect, test } from 'vitest'
import {
  blankSupplierReturn,
  newLine,
  type PickedReceiptLine,
  readSupplierReturn,
  supplierReturnBody,
  withReceipt,
  withReceiptLine,
} from './supplier-return-draft'

const received = {
  id: 'r1',
  line_no: 1,
  item_id: 'i',
  quantity: '2000',
  entered_quantity: '2',
  unit: 't',
  base_unit: 'kg',
  returnable_quantity: '2000',
  bin_id: 'b',
  bin_code: '01',
  batch_id: null,
  owner_id: 'p',
  receipt_number: 'GR-1',
  supplier_id: 's',
  warehouse_id: 'w',
} as PickedReceiptLine

describe('a return to a supplier', () => {
  test('takes all that can go back, in the unit of the receipt while nothing has', () => {
    expect(withReceiptLine(newLine(), received)).toMatchObject({ entered_quantity: '2', unit: 't' })
    expect(withReceiptLine(newLine(), { ...received, returnable_quantity: '500' })).toMatchObject({
      entered_quantity: '500',
      unit: 'kg',
    })
  })

  test('takes supplier and warehouse from the first receipt, and no line twice', () => {
    const doc = withReceipt(withReceipt(blankSupplierReturn('d', 'c'), [received]), [received])
    expect(doc).toMatchObject({ supplier_id: 's', warehouse_id: 'w' })
    expect(doc.lines).toHaveLength(1)
  })

  test('names general stock only where a bin was named', () => {
    const doc = withReceipt(blankSupplierReturn('d', 'c'), [{ ...received, owner_id: null }])
    const sent = (bin_id: string | null) =>
      supplierReturnBody({ ...doc, lines: doc.lines.map((line) => ({ ...line, bin_id })) }).lines[0]
    expect(sent('b')).toMatchObject({ owner_id: null, from_general: true, replacement: false })
    expect(sent(null)).toMatchObject({ owner_id: null, from_general: false })
  })

  test('keeps what the server says of a replacement', () => {
    const doc = withReceipt(blankSupplierReturn('d', 'c'), [received])
    const answer = {
      ...doc,
      lines: doc.lines.map((line) => ({ ...line, replacement: true as unknown as 'yes' })),
    }
    expect(supplierReturnBody(readSupplierReturn(answer)).lines[0]).toMatchObject({ replacement: true })
  })
})
