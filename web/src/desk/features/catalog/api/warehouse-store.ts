import i18next from 'i18next'
import type { Schemas } from '@/api'
import { allRows } from '@/shared/lib/all-rows'
import { getJson, sendJson } from '@/shared/lib/api'
import { type FieldFault, Refusal, sentence } from '@/shared/refusal'
import {
  type BinLine,
  binInput,
  inWaves,
  isFilled,
  readWarehouse,
  type WarehouseDraft,
  warehouseInput,
  type ZoneLine,
  zoneInput,
} from '../rules/warehouse-draft'

export const WAREHOUSES = '/api/v1/warehouses'
const SENT_AT_ONCE = 4

export async function loadWarehouse(id: string, signal?: AbortSignal): Promise<WarehouseDraft> {
  const path = `${WAREHOUSES}/${id}`
  const [warehouse, zones, bins] = await Promise.all([
    getJson<Schemas['WarehouseOut']>(path, {}, signal),
    allRows<Schemas['ZoneOut']>(`${path}/zones`, { sort: 'code' }, signal),
    allRows<Schemas['BinOut']>(`${path}/bins`, { sort: 'code' }, signal),
  ])
  return readWarehouse(warehouse, zones, bins)
}

/**
 * The warehouse, then its zones, then the bins that lie in them; only rows that were changed. Rows that are refused
 * are told together. What was saved before may be sent again: the same content changes nothing.
 */
export async function sendWarehouse(draft: WarehouseDraft): Promise<WarehouseDraft> {
  const path = `${WAREHOUSES}/${draft.id}`
  const { version } = await sendJson<Schemas['WarehouseOut']>('PUT', path, warehouseInput(draft))
  // Where rows are refused below, the draft stays; it must know then what was saved all the same.
  draft.version = version
  const ofZones = await sendRows<ZoneLine>(`${path}/zones`, 'zones', draft.zones, zoneInput)
  const ofBins = await sendRows<BinLine>(`${path}/bins`, 'bins', draft.bins, binInput)
  const errors = [...ofZones, ...ofBins]
  if (errors.length > 0)
    throw new Refusal(409, {
      detail: i18next.t('catalog:warehouse.rows_refused', { count: errors.length }),
      errors,
    })
  return loadWarehouse(draft.id)
}

async function sendRows<Line extends ZoneLine>(
  path: string,
  name: string,
  lines: Line[],
  input: (line: Line) => unknown,
): Promise<FieldFault[]> {
  const changed = [...lines.entries()].filter(
    ([, line]) => isFilled(line) && JSON.stringify(input(line)) !== line.stored,
  )
  const faults: FieldFault[] = []
  const send = async ([index, line]: [number, Line]) => {
    try {
      const saved = await sendJson<{ version: number }>('PUT', `${path}/${line.id}`, input(line))
      line.version = saved.version
      line.stored = JSON.stringify(input(line))
    } catch (error) {
      faults.push(...faultsOfRow(error, name, index))
    }
  }
  for (const wave of inWaves(changed)) {
    const queue = [...wave]
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await send(next)
    }
    await Promise.all(Array.from({ length: SENT_AT_ONCE }, worker))
  }
  return faults
}

/** A row's own refusal, said as one of the whole: `bins.3.code`. */
function faultsOfRow(error: unknown, name: string, index: number): FieldFault[] {
  if (!(error instanceof Refusal) || error.status === 0 || error.status >= 500) throw error
  const named = error.faults.filter(({ field }) => field !== null)
  const told = named.length > 0 ? named : [{ field: null, code: error.code, detail: sentence(error) }]
  return told.map(({ field, code, detail }) => ({
    line: null,
    field: [name, index, field].filter((part) => part !== null).join('.'),
    code,
    detail,
  }))
}
