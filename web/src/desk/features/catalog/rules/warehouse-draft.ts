import type { Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'

type Warehouse = Schemas['WarehouseOut']
type Zone = Schemas['ZoneOut']
type Bin = Schemas['BinOut']

/** `active` as the grid's words for it. */
type YesNo = 'yes' | 'no'

export interface ZoneLine {
  id: string
  version: number
  code: string
  name: string
  remark: string
  active: YesNo
  /** What the server has of it, to send only what was changed; null for a new one. */
  stored: string | null
}

export interface BinLine extends ZoneLine {
  zone_id: string | null
  is_default: boolean
  holder_kind: Bin['holder_kind']
  holder_name: string
  holder_supplier_id: string | null
  /** What the cell shows of the subcontractor. */
  holder_supplier: string
}

const ours = { holder_kind: '', holder_name: '', holder_supplier_id: null, holder_supplier: '' } as const

/** A warehouse with all its zones and bins, edited and saved as one. */
export interface WarehouseDraft extends Warehouse {
  zones: ZoneLine[]
  bins: BinLine[]
}

const newLine = (): ZoneLine => ({
  id: newId(),
  version: 0,
  code: '',
  name: '',
  remark: '',
  active: 'yes',
  stored: null,
})

export const newZone = newLine
/** Bins are mostly entered zone by zone. */
export const newBin = (above?: BinLine): BinLine => ({
  ...newLine(),
  zone_id: above?.zone_id ?? null,
  is_default: false,
  ...ours,
})

export function blankWarehouse(id: string, company: { id: string; name: string } | null): WarehouseDraft {
  return {
    id,
    version: 0,
    code: '',
    name: '',
    kind: 'central',
    company_id: company?.id ?? '',
    company_name: company?.name ?? '',
    address: '',
    remark: '',
    active: true,
    zones: [newZone()],
    bins: [newBin()],
  }
}

export function readWarehouse(warehouse: Warehouse, zones: Zone[], bins: Bin[]): WarehouseDraft {
  const zoneLines = zones.map(({ id, version, code, name, remark, active }) =>
    asStored({ id, version, code, name, remark, active: yesNo(active), stored: null }, zoneInput),
  )
  const binLines = bins.map((bin) => asStored(binLine(bin), binInput))
  return trimWarehouse({ ...warehouse, zones: zoneLines, bins: binLines })
}

function binLine(bin: Bin): BinLine {
  const { id, version, code, name, remark, active, zone_id, is_default } = bin
  const { holder_kind, holder_name, holder_supplier_id } = bin
  return {
    ...{ id, version, code, name, remark, active: yesNo(active), zone_id, is_default, stored: null },
    ...{ holder_kind, holder_name, holder_supplier_id },
    holder_supplier: [bin.holder_supplier_code, bin.holder_supplier_name].filter(Boolean).join(' '),
  }
}

/** Without the empty rows that the grids show for typing. */
export function trimWarehouse(warehouse: WarehouseDraft): WarehouseDraft {
  return {
    ...warehouse,
    zones: orOne(warehouse.zones.filter(isFilled), newZone),
    bins: orOne(warehouse.bins.filter(isFilled), newBin),
  }
}

export const isFilled = (line: ZoneLine): boolean =>
  line.stored !== null || [line.code, line.name, line.remark].some((text) => text !== '')

export function warehouseInput(warehouse: WarehouseDraft): Schemas['WarehouseIn'] {
  const { version, code, name, kind, company_id, address, remark, active } = warehouse
  return { version, code, name, kind, company_id, address, remark, active }
}

export const zoneInput = ({ version, code, name, remark, active }: ZoneLine): Schemas['ZoneIn'] => ({
  version,
  code,
  name,
  remark,
  active: active === 'yes',
})

export const binInput = (line: BinLine): Schemas['BinIn'] => ({
  ...zoneInput(line),
  zone_id: line.zone_id || null,
  holder_kind: line.holder_kind,
  // What does not belong to the kind stays in its cell, in case that it was chosen by mistake, and is not sent.
  holder_name: line.holder_kind === 'crew' ? line.holder_name : '',
  holder_supplier_id: line.holder_kind === 'subcontractor' ? line.holder_supplier_id : null,
})

/**
 * The rows after an edit. What the server has is never deleted, since stock may have moved there: a row taken away
 * is only put out of use. A copied row is a new one, whatever it was copied from.
 */
export function edited<Line extends ZoneLine>(before: Line[], after: Line[]): Line[] {
  const known = new Map(before.map((line) => [line.id, line]))
  const left = new Set(after.map((line) => line.id))
  const next = after.map((line) =>
    known.has(line.id) || line.stored === null
      ? line
      : { ...line, version: 0, stored: null, ...('is_default' in line && { is_default: false }) },
  )
  for (const [index, line] of before.entries())
    if (line.stored !== null && !left.has(line.id)) next.splice(index, 0, { ...line, active: 'no' })
  return next
}

/**
 * Rows in the order of sending: those of one wave may race each other, so no two of them have the same code. Of rows
 * that share one, the first is saved and the others are refused, whichever answer is quicker.
 */
export function inWaves<Line extends ZoneLine>(rows: [number, Line][]): [number, Line][][] {
  const seen = new Set<string>()
  const first = rows.filter(([, { code }]) => !seen.has(code) && seen.add(code))
  return [first, rows.filter((row) => !first.includes(row))]
}

const yesNo = (active: boolean): YesNo => (active ? 'yes' : 'no')

const orOne = <Line>(lines: Line[], one: () => Line): Line[] => (lines.length > 0 ? lines : [one()])

const asStored = <Line extends ZoneLine>(line: Line, input: (line: Line) => unknown): Line => ({
  ...line,
  stored: JSON.stringify(input(line)),
})
