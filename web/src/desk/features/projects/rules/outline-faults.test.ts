import { expect, it } from 'vitest'
import { outlineFaults } from './outline-faults'

const fault = (line: number | null, field: string | null) => ({
  line,
  field,
  code: 'x',
  detail: `${line} ${field}`,
})
const refusal = { faults: [fault(2, 'code'), fault(1, 'level'), fault(null, 'parent_id'), fault(9, 'code')] }

it('names rows, not lines, and leaves out what belongs to none', () => {
  const found = outlineFaults(refusal, ['a', 'b'], new Set())
  expect(found.map(({ rowId, field }) => `${rowId}:${field}`)).toEqual(['b:code', 'a:level'])
})

it('forgets what was mended since', () => {
  expect(outlineFaults(refusal, ['a', 'b'], new Set(['b:code']))).toHaveLength(1)
})
