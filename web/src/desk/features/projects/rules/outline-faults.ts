import type { FieldFault, Refusal } from '@/shared/refusal'

/** What was refused in one row, with the field that it is about; '' is the row as a whole. */
export interface OutlineFault {
  rowId: string
  field: string
  detail: string
}

/**
 * Faults of an outline by row: the server counts lines as they were sent, and rows are moved since.
 * What was mended (`<row>:<field>`) is told no more until it is sent again.
 */
export function outlineFaults(
  refusal: Pick<Refusal, 'faults'> | null,
  sentIds: string[],
  mended: ReadonlySet<string>,
): OutlineFault[] {
  const faults = refusal?.faults ?? []
  return faults.flatMap(({ line, field, detail }: FieldFault) => {
    const rowId = line === null ? undefined : sentIds[line - 1]
    if (rowId === undefined || mended.has(`${rowId}:${field}`)) return []
    return [{ rowId, field: field ?? '', detail }]
  })
}
