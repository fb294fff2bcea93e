import type { OutlineRow } from './outline'

export type CheckFault =
  | { rowId: string; field: 'code'; key: 'code_missing' }
  | { rowId: string; field: 'name'; key: 'name_missing' }
  | { rowId: string; field: 'code'; key: 'code_twice'; line: number }
  | { rowId: string; field: 'level'; key: 'level_skipped'; levelMax: number }

/**
 * What can be seen wrong before an outline is sent, all of it at once: the server tells what is missing apart from
 * what does not fit together, and would send a person back twice.
 */
export function checkOutline(rows: OutlineRow[]): CheckFault[] {
  const lineOf = new Map<string, number>()
  return rows.flatMap(({ id: rowId, code, name, level }, at): CheckFault[] => {
    const wanted = code.trim()
    const faults: CheckFault[] = []
    const line = lineOf.get(wanted)
    if (wanted === '') faults.push({ rowId, field: 'code', key: 'code_missing' })
    else if (line !== undefined) faults.push({ rowId, field: 'code', key: 'code_twice', line })
    else lineOf.set(wanted, at + 1)
    if (name.trim() === '') faults.push({ rowId, field: 'name', key: 'name_missing' })
    const levelMax = (rows[at - 1]?.level ?? 0) + 1
    if (level > levelMax) faults.push({ rowId, field: 'level', key: 'level_skipped', levelMax })
    return faults
  })
}
