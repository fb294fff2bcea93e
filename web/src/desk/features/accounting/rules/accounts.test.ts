import { describe, expect, it } from 'vitest'
import { type AccountRule, accountsFrom, inOrder } from './accounts'

const rule = (purpose: AccountRule['purpose'], category_name: string | null): AccountRule => ({
  id: `${purpose}${category_name}`,
  purpose,
  ownership: '',
  category_id: category_name,
  category_name,
  account: '1403',
  version: 1,
})

describe('inOrder', () => {
  it('puts purposes in their order and the general rule of each first', () => {
    const rules = [
      rule('loss', null),
      rule('inventory', 'Steel'),
      rule('inventory', null),
      rule('inventory', 'Paint'),
    ]

    expect(inOrder(rules).map((each) => each.id)).toEqual([
      'inventorynull',
      'inventoryPaint',
      'inventorySteel',
      'lossnull',
    ])
  })
})

describe('accountsFrom', () => {
  it('reads a line for each account, apart by tab or comma', () => {
    expect(accountsFrom('140301\t原材料—钢材\t资产\n\n5401,施工成本\r\n', { 资产: 'asset' })).toEqual([
      { code: '140301', name: '原材料—钢材', kind: 'asset', active: true },
      { code: '5401', name: '施工成本', kind: 'cost', active: true },
    ])
  })

  it('passes over lines without a name', () => {
    expect(accountsFrom('科目\n1001', {})).toEqual([])
  })
})
