import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api'
import { blankIssue, issueBody, withoutRequisition, withRequisition } from './issue-draft'
import type { Balance } from './pick-stock'

type Requisition = Schemas['MaterialRequisitionOut']
type Asked = Requisition['lines'][number]

const asked = (id: string, open: string, part: Partial<Asked> = {}): Asked => ({
  id,
  line_no: 1,
  item_id: 'steel',
  item_code: 'STEEL',
  item_name: 'Steel',
  item_specification: '',
  item_tracking: 'none',
  base_unit: 'kg',
  second_unit: '',
  quantity: '1000',
  entered_quantity: '1',
  unit: 't',
  node_id: 'node',
  node_code: 'A',
  node_name: 'Frame',
  category_id: 'material',
  category_code: 'MAT',
  category_name: 'Material',
  issued_quantity: '0',
  open_quantity: open,
  remark: '',
  ...part,
})

const requisition = (...lines: Asked[]): Requisition => ({
  id: 'requisition',
  number: 'MR-1',
  state: 'approved',
  version: 3,
  company_id: 'company',
  business_date: '2026-11-23',
  project_id: 'P1',
  project_code: 'P1',
  project_name: 'Tower',
  warehouse_id: 'W1',
  warehouse_code: 'W1',
  warehouse_name: 'Store',
  use_place: '',
  needed_on: null,
  lines_count: lines.length,
  issued: 'partly',
  remark: '',
  created_by: '',
  created_by_name: '',
  created_at: '',
  rejected_reason: '',
  submitted_by: null,
  submitted_by_name: null,
  submitted_at: null,
  approved_by: null,
  approved_by_name: null,
  approved_at: null,
  lines,
})

const heap = (id: string, quantity: string, owner: string | null): Balance => ({
  id,
  quantity,
  bin_id: id,
  bin_code: id,
  batch_id: null,
  batch_no: null,
  supplier_name: null,
  production_date: null,
  expiry_date: null,
  batch_status: null,
  owner_id: owner,
  owner_code: owner,
  owner_name: owner,
  ownership: 'own',
})

const issueOf = (lines: Asked[], ...heaps: Balance[]) =>
  withRequisition(blankIssue('1', 'company'), requisition(...lines), new Map([['steel', heaps]]))
const told = (issue: ReturnType<typeof issueOf>) =>
  issue.lines.map((line) => `${line.bin_id} ${line.entered_quantity} ${line.unit}`)

describe('issue of a requisition', () => {
  it('stays in the unit that was asked where one heap gives all', () => {
    expect(told(issueOf([asked('a', '1000')], heap('own', '4000', 'P1')))).toEqual(['own 1 t'])
  })

  it("parts a line that the project's own stock covers in part", () => {
    const issue = issueOf([asked('a', '1000')], heap('general', '900', null), heap('own', '400', 'P1'))
    expect(told(issue)).toEqual(['own 400 kg', 'general 600 kg'])
    expect(issue.lines.map(({ requisition_line_id }) => requisition_line_id)).toEqual(['a', 'a'])
  })

  it('takes nothing twice for two lines of one item', () => {
    const issue = issueOf(
      [asked('a', '300'), asked('b', '300')],
      heap('one', '400', null),
      heap('two', '300', null),
    )
    expect(told(issue)).toEqual(['one 300 kg', 'two 300 kg'])
  })

  it('leaves out what was issued and asks for what is not there', () => {
    const issue = issueOf([asked('a', '0'), asked('b', '250')])
    expect(told(issue)).toEqual(['null 250 kg'])
    expect(issue.lines[0]).toMatchObject({ on_hand: '0', node_id: 'node', project_id: 'P1' })
  })

  it('keeps its lines when the requisition is taken off again', () => {
    const alone = withoutRequisition(issueOf([asked('a', '5')], heap('own', '9', 'P1')))
    expect(issueBody(alone)).toMatchObject({
      requisition_id: null,
      warehouse_id: 'W1',
      lines: [{ requisition_line_id: null, owner_id: 'P1', entered_quantity: '5' }],
    })
  })
})
