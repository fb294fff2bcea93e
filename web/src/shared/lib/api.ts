import createClient from 'openapi-fetch'
import type { paths } from '@/api'
import { send } from './http'

/** The typed client: `const { data } = await api.GET('/api/v1/me')`. It throws a `Refusal`, so `error` is never set. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: send })

/** One answer of a list: see `useList`. */
export interface Page<Row> {
  rows: Row[]
  next_cursor: string | null
  total: number
  /** There are more than `total`; they are neither counted nor added up. */
  more: boolean
  totals: Record<string, string>
}

export type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    if (Array.isArray(value)) for (const one of value) search.append(name, String(one))
    else search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** For parts that serve many resources and so cannot name a typed path; everywhere else use `api`. */
export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await send(new Request(absolute(withQuery(path, query)), { signal }))
  return (await response.json()) as T
}

export async function sendJson<T>(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await send(
    new Request(absolute(path), {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    }),
  )
  return (response.status === 204 ? undefined : await response.json()) as T
}

export async function sendForm<T>(path: string, form: FormData): Promise<T> {
  const response = await send(new Request(absolute(path), { method: 'POST', body: form }))
  return (await response.json()) as T
}

/** Fetch a file with the reader's language and hand it to the browser; a refusal is thrown, not saved as a file. */
export async function download(path: string, fallbackName: string): Promise<void> {
  const response = await send(new Request(absolute(path), { headers: { Accept: '*/*' } }))
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(response.headers.get('Content-Disposition')) ?? fallbackName
  link.click()
  // The click has only queued the download; the address must outlive this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

function fileName(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1]
  if (encoded) return decodeURIComponent(encoded)
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? null
}

const absolute = (path: string): string => new URL(path, window.location.origin).href
