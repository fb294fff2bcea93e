import { describe, expect, it } from 'vitest'
import type { PickedOrderLine } from '@/api'
import { blankReceipt, newLine, receiptBody, trimReceipt, withOrder, withOrderLine } from './receipt-draft'

const ordered = (line_no: number, part: Partial<PickedOrderLine> = {}): PickedOrderLine => ({
  id: `line-${line_no}`,
  line_no,
  item_id: 'steel',
  item_code: 'STEEL',
  item_name: 'Steel',
  item_specification: '',
  item_tracking: 'none',
  base_unit: 'kg',
  second_unit: '',
  quantity: '2000.000000',
  entered_quantity: '2.000000',
  unit: 't',
  entered_price: null,
  unit_price: null,
  amount: null,
  tax_rate: null,
  tax_amount: null,
  project_id: null,
  project_code: null,
  project_name: null,
  node_id: null,
  node_code: null,
  node_name: null,
  category_id: null,
  category_code: null,
  category_name: null,
  over_tolerance_percent: '0.00',
  expected_on: null,
  received_quantity: '0.000000',
  open_quantity: '2000.000000',
  received_value: null,
  remark: '',
  order_id: 'order',
  order_number: 'PO-1',
  order_state: 'approved',
  company_id: 'company',
  business_date: '2026-11-23',
  supplier_id: 'supplier',
  supplier_code: 'S1',
  supplier_name: 'Supplier',
  ...part,
})

describe('receipt draft', () => {
  const blank = blankReceipt('1', 'company')

  it('takes what is open in the unit of the order, and in the base unit once a part has come', () => {
    const whole = withOrderLine(newLine(), ordered(1))
    expect([whole.entered_quantity, whole.unit, whole.quantity]).toEqual(['2.000000', 't', '2000.000000'])
    const rest = withOrderLine(newLine(), ordered(1, { open_quantity: '500.000000' }))
    expect([rest.entered_quantity, rest.unit, rest.quantity]).toEqual(['500.000000', 'kg', '500.000000'])
  })

  it('takes an order once, in its own sequence and with its supplier', () => {
    const once = withOrder(blank, [ordered(2), ordered(1)])
    expect(once.lines.map(({ order_line_id }) => order_line_id)).toEqual(['line-1', 'line-2'])
    expect(once.supplier_name).toBe('Supplier')
    expect(withOrder(once, [ordered(1), ordered(3)]).lines).toHaveLength(3)
  })

  it('sends the supplier of the lines that were picked, and no empty line', () => {
    const picked = { ...blank, lines: [withOrderLine(newLine(), ordered(1)), newLine()] }
    const body = receiptBody(trimReceipt(picked))
    expect(body.supplier_id).toBe('supplier')
    expect(body.lines).toEqual([
      expect.objectContaining({ order_line_id: 'line-1', unit: 't', batch_no: '' }),
    ])
  })
})
