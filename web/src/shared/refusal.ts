import i18next from 'i18next'

/** One fault in a form or document: `line` counts from 1, null is the head; `field` null means the whole of it. */
export interface FieldFault {
  line: number | null
  field: string | null
  code: string
  detail: string
}

interface Problem {
  title?: string
  status?: number
  code?: string
  detail?: string
  figures?: Record<string, unknown>
  errors?: Partial<FieldFault>[]
}

/** The server said no, or could not be reached (`status` 0). Everything the client throws for a request is one of these. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly figures: Record<string, unknown>
  readonly faults: FieldFault[]

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? '')
    this.name = 'Refusal'
    this.status = status
    this.code = problem.code ?? ''
    this.figures = problem.figures ?? {}
    this.faults = (problem.errors ?? []).map((fault) => ({
      line: fault.line ?? null,
      field: fault.field ?? null,
      code: fault.code ?? '',
      detail: fault.detail ?? '',
    }))
  }

  get isStale(): boolean {
    return this.code === 'platform.stale_version'
  }
}

export async function refusalFrom(response: Response): Promise<Refusal> {
  const text = await response.text().catch(() => '')
  return new Refusal(response.status, parseProblem(text))
}

function parseProblem(text: string): Problem {
  try {
    const body: unknown = JSON.parse(text)
    return body !== null && typeof body === 'object' ? (body as Problem) : {}
  } catch {
    return {}
  }
}

/** What the reader is told. The server's sentence is in their language already; without one the status speaks. */
export function sentence(error: unknown): string {
  if (!(error instanceof Refusal)) return i18next.t('common:refusal.broken')
  if (error.message) return error.message
  switch (error.status) {
    case 0:
      return i18next.t('common:refusal.offline')
    case 401:
      return i18next.t('common:refusal.signed_out')
    case 403:
      return i18next.t('common:refusal.not_allowed')
    case 404:
      return i18next.t('common:refusal.not_found')
    case 503:
      return i18next.t('common:refusal.unavailable')
    default:
      return i18next.t('common:refusal.server', { status: error.status })
  }
}

/** Faults of the head by field name. */
export function headFaults(refusal: Refusal | null): Record<string, string> {
  const found: Record<string, string> = {}
  for (const fault of refusal?.faults ?? []) {
    if (fault.line === null && fault.field !== null) found[fault.field] ??= fault.detail
  }
  return found
}

/**
 * Faults of the lines, keyed by `faultKey(line index from 0, field)`; a fault of a whole line has field ''.
 *
 * `list` names rows that are no document lines: a record's own list, whose faults come as `conversions.1.factor`.
 */
export function lineFaults(refusal: Refusal | null, list = 'lines'): Map<string, string> {
  const found = new Map<string, string>()
  for (const fault of refusal?.faults ?? []) {
    const place = placeOf(fault, list)
    if (!place) continue
    const key = faultKey(place.index, place.field)
    if (!found.has(key)) found.set(key, fault.detail)
  }
  return found
}

function placeOf({ line, field }: FieldFault, list: string): { index: number; field: string } | null {
  if (line !== null) return { index: line - 1, field: field ?? '' }
  const [name, index, inner = ''] = (field ?? '').split('.')
  return name === list && index !== undefined && /^\d+$/.test(index)
    ? { index: Number(index), field: inner }
    : null
}

export const faultKey = (index: number, field: string): string => `${index}:${field}`
