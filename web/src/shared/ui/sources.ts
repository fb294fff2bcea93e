import type { PickedItem, PickedOrderLine } from '@/api'
import { formatQuantity } from '../lib/decimal'
import type { Choice, RemoteSource } from './remote-source'

/** A row of any master list that has a code and a name. */
export interface Named {
  id: string
  code: string
  name: string
}

export interface TreeNode extends Named {
  depth: number
  path: string
  chargeable: boolean
}

const named = <Row extends Named>(row: Row): Choice<Row> => ({
  value: row.id,
  label: `${row.code} ${row.name}`,
  codes: [row.code, row.name],
  row,
})

const master = (key: string, path: string): RemoteSource<Named> => ({ key, path, toChoice: named })

export const projectSource = master('projects', '/api/v1/projects')
export const warehouseSource = master('warehouses', '/api/v1/warehouses')
export const costCategorySource = master('cost-categories', '/api/v1/cost-categories')
export const itemCategorySource = master('item-categories', '/api/v1/item-categories')
export const unitSource: RemoteSource<{ code: string; name: string }> = {
  key: 'units',
  path: '/api/v1/units',
  toChoice: (row) => ({ value: row.code, label: row.name, hint: row.code, row }),
}

/** Suppliers, customers or both, as `query` says (`{ role: 'supplier' }`). */
export const partySource = (query: { role?: string } = {}): RemoteSource<Named> => ({
  ...master(`parties:${query.role ?? ''}`, '/api/v1/parties'),
  query,
})

/** Those of one company, where a document can't mix them. */
export const ofCompany = <Row>(source: RemoteSource<Row>, companyId: string): RemoteSource<Row> => ({
  ...source,
  key: `${source.key}:${companyId}`,
  query: { ...source.query, company_id: companyId },
})

interface NamedBin extends Named {
  holder_name: string
  holder_supplier_name: string | null
}

/** The bins of a warehouse, each with who holds the goods in it. */
export const binSource = (warehouseId: string): RemoteSource<NamedBin> => ({
  key: `bins:${warehouseId}`,
  path: `/api/v1/warehouses/${warehouseId}/bins`,
  toChoice: (row) => ({ ...named(row), hint: row.holder_supplier_name ?? row.holder_name }),
})

/** Crews and subcontractors that hold goods of ours. */
export const holderSource: RemoteSource<{ id: string; code: string; name: string }> = {
  key: 'holders',
  path: '/api/v1/holders',
  toChoice: (row) => ({ value: row.id, label: [row.code, row.name].filter(Boolean).join(' '), row }),
}

/** People who may sign in. */
export const peopleSource: RemoteSource<{ id: string; name: string }> = {
  key: 'people',
  path: '/api/v1/people',
  query: { active: true },
  toChoice: (row) => ({ value: row.id, label: row.name, row }),
}

/** Nodes of a project's tree; those that take no cost are shown for the way and can't be chosen. */
export const nodeSource = (projectId: string): RemoteSource<TreeNode> => ({
  key: `nodes:${projectId}`,
  path: `/api/v1/projects/${projectId}/nodes`,
  recordPath: '/api/v1/nodes',
  toChoice: (row) => ({ ...named(row), hint: row.path, depth: row.depth - 1, disabled: !row.chargeable }),
})

/** Items in use, with the units in which a quantity may be entered. */
export const itemSource: RemoteSource<PickedItem> = {
  key: 'items',
  path: '/api/v1/item-picker',
  recordPath: '/api/v1/items',
  toChoice: (row) => ({
    value: row.id,
    label: `${row.code} ${row.name}`,
    codes: [row.code],
    hint: [row.specification, row.brand, row.base_unit].filter(Boolean).join(' · '),
    row,
  }),
}

/** Lines of approved orders with something still to come. */
export const orderLineSource = (
  query: { supplier_id?: string; project_id?: string; order_id?: string } = {},
): RemoteSource<PickedOrderLine> => ({
  key: `order-lines:${JSON.stringify(query)}`,
  path: '/api/v1/purchase-order-lines',
  query: { open: true, ...query },
  toChoice: (row) => ({
    value: row.id,
    label: `${row.order_number}-${row.line_no} ${row.item_name}`,
    codes: [`${row.order_number}-${row.line_no}`],
    hint: `${row.item_code} · ${formatQuantity(row.open_quantity)} ${row.base_unit}`,
    row,
  }),
})
