import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { getJson, sendJson, withQuery } from '../../lib/api'
import { headFaults, Refusal } from '../../refusal'
import { useMe } from '../../session/use-me'
import { loadDraft } from './draft-store'
import { useKeptDraft } from './use-kept-draft'

export interface Versioned {
  id: string
  version: number
}

export interface DocumentSpec<T extends Versioned> {
  /** The subject type of attachments, flow and audit: `purchase_order`. */
  type: string
  /** `/api/v1/purchase-orders` */
  resource: string
  /** Where one record has no address of its own; by default `GET <resource>/<id>`. */
  load?: (id: string, signal?: AbortSignal) => Promise<T>
  /** Where a record is kept in several resources; by default `PUT <resource>/<id>` with `toBody`. */
  send?: (doc: T) => Promise<T>
  /** A new one; its id is the request id, fixed before the first try. */
  blank: (id: string) => T
  /** The server's answer as the page edits it, such as rows given ids. */
  read?: (answer: T) => T
  /** What is sent of it; everything by default. Lines left out here are gone from the page too: see `trim`. */
  toBody?: (doc: T) => unknown
  /** Takes away what only the editor needs, such as empty last lines, before the document is sent. */
  trim?: (doc: T) => T
}

export interface Stale<T> {
  current: T
}

/** A verb of a document and what goes with it. */
export interface Act {
  verb: string
  body?: unknown
  /** Record and post at once: the document itself is sent to the list resource. */
  oneStep?: boolean
}

const same = <T>(value: T): T => value

/** One document: loaded, edited, kept on the device, sent with its version, and refused with its reasons. */
export function useDocument<T extends Versioned>(spec: DocumentSpec<T>, id: string) {
  const { type, resource, blank, read = same, toBody = same, trim = same } = spec
  const load = spec.load ?? ((one, signal) => getJson<T>(`${resource}/${one}`, {}, signal))
  const me = useMe().person.id
  const client = useQueryClient()
  const navigate = useNavigate()
  const location = useLocation()
  const key = ['document', resource, id]

  const [kept] = useState(() => loadDraft<T>(me, type, id))
  const [fresh] = useState(() => blank(id))
  const [edited, setEdited] = useState<T | null>(kept?.doc ?? null)
  const [restoredAt, setRestoredAt] = useState<string | null>(kept?.at ?? null)
  const [mended, setMended] = useState<readonly string[]>([])
  const [sent, setSent] = useState(false)
  const [stale, setStale] = useState<Stale<T> | null>(null)
  const isNew = !sent && (kept?.isNew ?? (location.state as { isNew?: boolean } | null)?.isNew === true)

  const stored = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => read(await load(id, signal)),
    enabled: !isNew,
  })
  const doc = edited ?? (isNew ? fresh : stored.data)
  useKeptDraft({ personId: me, type, id, doc: edited, isNew })

  /** The server's word on this document; it ends what was typed before. */
  const settle = async (answer: T | null) => {
    setSent(true)
    setEdited(null)
    setRestoredAt(null)
    if (answer?.id === id) client.setQueryData(key, answer)
    else await client.invalidateQueries({ queryKey: key })
    void client.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[1] !== resource,
    })
    void client.invalidateQueries({ queryKey: ['list', resource] })
    // Only while it is still the page: whoever has gone on to another would lose what that one is about.
    const stays = window.location.pathname === location.pathname
    if (location.state && stays) void navigate({ search: location.search }, { replace: true, state: null })
  }
  const put = async (trimmed: T): Promise<T> => {
    setEdited(trimmed)
    return read(await (spec.send?.(trimmed) ?? sendJson<T>('PUT', `${resource}/${id}`, toBody(trimmed))))
  }
  const onError = async (error: unknown) => {
    if (!(error instanceof Refusal) || !error.isStale) return
    setStale({ current: read(await load(id)) })
  }

  const save = useMutation({
    mutationFn: (current: T) => put(trim(current)),
    onSuccess: settle,
    onError,
  })
  const act = useMutation({
    mutationFn: async ({ verb, body, oneStep }: Act): Promise<T | null> => {
      if (!doc) return null
      if (oneStep) {
        const trimmed = trim(doc)
        setEdited(trimmed)
        return read(await sendJson<T>('POST', resource, toBody(trimmed)))
      }
      if (edited || isNew) await settle(await put(trim(doc)))
      return read(await sendJson<T>('POST', `${resource}/${id}/${verb}`, body ?? {}))
    },
    onSuccess: settle,
    onError,
  })
  const discard = useMutation({
    mutationFn: async () => {
      if (!isNew && doc) await sendJson('DELETE', withQuery(`${resource}/${id}`, { version: doc.version }))
    },
    onSuccess: () => {
      setEdited(null)
      client.removeQueries({ queryKey: key })
      void client.invalidateQueries({ queryKey: ['list', resource] })
    },
    onError,
  })
  const refused = save.error ?? act.error ?? discard.error
  const refusal = refused instanceof Refusal && !refused.isStale ? refused : null

  const change = (part: Partial<T>) => {
    if (doc) setEdited({ ...doc, ...part })
    setMended((before) => [...before, ...Object.keys(part)])
  }
  const forgetRefusals = () => {
    setMended([])
    save.reset()
    act.reset()
    discard.reset()
  }

  return {
    doc,
    isNew,
    dirty: edited !== null,
    loadError: isNew ? null : stored.error,
    reload: () => void stored.refetch(),
    change,
    save: () => {
      forgetRefusals()
      if (doc) save.mutate(doc)
    },
    act: (what: Act, done?: () => void) => {
      forgetRefusals()
      act.mutate(what, { onSuccess: done })
    },
    discard: (done: () => void) => {
      forgetRefusals()
      discard.mutate(undefined, { onSuccess: done })
    },
    saved: save.isSuccess && edited === null,
    busy: save.isPending || act.isPending || discard.isPending,
    refusal,
    /** Faults of the head that have not been touched since. */
    headFaults: Object.fromEntries(
      Object.entries(headFaults(refusal)).filter(([name]) => !mended.includes(name)),
    ),
    failure: refused && !(refused instanceof Refusal) ? refused : null,
    restoredAt,
    /** Back to what the server has, or to an empty new one. */
    revert: () => {
      setEdited(null)
      setRestoredAt(null)
      forgetRefusals()
    },
    keepRestored: () => setRestoredAt(null),
    stale,
    takeTheirs: () => {
      if (stale) client.setQueryData(key, stale.current)
      setSent(true)
      setEdited(null)
      setStale(null)
      forgetRefusals()
    },
    /** Mine on top of theirs: the next save says that it has seen the newer version. */
    keepMine: () => {
      if (stale && doc) {
        client.setQueryData(key, stale.current)
        setSent(true)
        setEdited({ ...doc, version: stale.current.version })
      }
      setStale(null)
      forgetRefusals()
    },
  }
}

export type DocumentState<T extends Versioned> = ReturnType<typeof useDocument<T>>
