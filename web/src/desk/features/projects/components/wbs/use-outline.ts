import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getJson } from '@/shared/lib/api'
import { Refusal } from '@/shared/refusal'
import { useMe } from '@/shared/session/use-me'
import { loadDraft } from '@/shared/ui/document/draft-store'
import { useKeptDraft } from '@/shared/ui/document/use-kept-draft'
import { PROJECTS, projectKey } from '../../api/project-keys'
import { useNodes } from '../../api/use-nodes'
import { useSaveOutline } from '../../api/use-save-outline'
import {
  type Edit,
  isBlank,
  newRow,
  type OutlineRow,
  outlineOf,
  removeRow,
  subtreeEnd,
  type WbsNode,
} from '../../rules/outline'
import { type CheckFault, checkOutline } from '../../rules/outline-check'
import { outlineFaults } from '../../rules/outline-faults'
import type { Project } from '../../rules/project-draft'

const UNDO_STEPS = 100

export const COLUMNS = ['code', 'name', 'node_type', 'plannable', 'chargeable', 'billable', 'menu'] as const
export type Column = (typeof COLUMNS)[number]

export interface Place {
  row: number
  column: Column
}

/** What was changed and not yet saved. */
interface Unsaved {
  rows: OutlineRow[]
  removed: WbsNode[]
  treeVersion: number
}

const NO_NODES: WbsNode[] = []

/** A project's outline while it is edited: rows, undo, what was taken away, saved in one step and kept on the device. */
export function useOutline(projectId: string) {
  const me = useMe().person.id
  const nodes = useNodes(projectId)
  const project = useQuery({
    queryKey: projectKey(projectId),
    queryFn: ({ signal }) => getJson<Project>(`${PROJECTS}/${projectId}`, {}, signal),
  })
  const [unsaved, setUnsaved] = useState<Unsaved | null>(
    () => loadDraft<Unsaved>(me, 'wbs', projectId)?.doc ?? null,
  )
  const [place, setPlace] = useState<Place>({ row: 0, column: 'code' })
  const past = useRef<{ unsaved: Unsaved | null; place: Place }[]>([])
  const typing = useRef('')
  const [checked, setChecked] = useState<CheckFault[]>([])
  const [sentIds, setSentIds] = useState<string[]>([])
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set())
  const save = useSaveOutline(projectId)
  const refusal = save.error instanceof Refusal ? save.error : null
  const { t } = useTranslation('projects')
  const faults = useMemo(() => {
    const seen = checked
      .filter(({ rowId, field }) => !mended.has(`${rowId}:${field}`))
      .map(({ key, rowId, field, ...figures }) => ({ rowId, field, detail: t(`wbs.fault.${key}`, figures) }))
    return [...seen, ...outlineFaults(refusal, sentIds, mended)]
  }, [checked, refusal, sentIds, mended, t])
  useKeptDraft({ personId: me, type: 'wbs', id: projectId, doc: unsaved, isNew: false })

  const stored = nodes.data ?? NO_NODES
  const rows = unsaved?.rows ?? outlineOf(stored)
  const byId = new Map(stored.map((node) => [node.id, node]))

  const write = (next: OutlineRow[], removed: WbsNode[] = unsaved?.removed ?? []) => {
    past.current = [...past.current.slice(1 - UNDO_STEPS), { unsaved, place }]
    const treeVersion = unsaved?.treeVersion ?? project.data?.tree_version ?? 0
    setUnsaved({ rows: next, removed, treeVersion })
  }
  const apply = (edit: Edit | null, column?: Column) => {
    if (!edit) return
    typing.current = ''
    write(edit.rows)
    setPlace({ row: edit.row, column: column ?? place.column })
  }

  return {
    query: nodes,
    rows,
    byId,
    place,
    dirty: unsaved !== null,
    saving: save.isPending,
    error: save.error,
    isStale: refusal?.isStale === true,
    faults,
    go: setPlace,
    apply,
    /** A field of a row; typing on in one cell is one step of undo. */
    set: (at: number, part: Partial<OutlineRow>) => {
      const cell = `${rows[at]?.id}:${Object.keys(part).join()}`
      // The step before the first letter is the one to come back to.
      const first = typing.current === cell ? past.current.pop() : undefined
      typing.current = cell
      write(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
      if (first) past.current[past.current.length - 1] = first
      setMended((before) => new Set(before).add(cell))
    },
    /** False where something was posted to the row or below it: such nodes can only be closed. */
    remove: (at: number): boolean => {
      const gone = rows.slice(at, subtreeEnd(rows, at)).flatMap(({ id }) => byId.get(id) ?? [])
      if (gone.some((node) => node.has_postings)) return false
      const edit = removeRow(rows, at)
      typing.current = ''
      write(edit.rows, [...gone.toReversed(), ...(unsaved?.removed ?? [])])
      setPlace({ ...place, row: edit.row })
      return true
    },
    undo: () => {
      const before = past.current.pop()
      if (!before) return
      typing.current = ''
      setUnsaved(before.unsaved)
      setPlace(before.place)
    },
    discard: () => {
      past.current = []
      setUnsaved(null)
      setChecked([])
      save.reset()
      void nodes.refetch()
    },
    begin: () => {
      write([newRow({ code: '1' })])
      setPlace({ row: 0, column: 'name' })
    },
    save: () => {
      if (!unsaved || save.isPending) return
      const filled = unsaved.rows.filter((row) => !isBlank(row))
      // Lines are numbered as they are sent, so what is not sent must not be shown either.
      setUnsaved({ ...unsaved, rows: filled })
      setSentIds(filled.map(({ id }) => id))
      setMended(new Set())
      const found = checkOutline(filled)
      setChecked(found)
      save.reset()
      if (found.length > 0) return
      save.mutate(
        { ...unsaved, rows: filled },
        {
          onSuccess: () => {
            past.current = []
            setUnsaved(null)
          },
        },
      )
    },
  }
}

export type OutlineState = ReturnType<typeof useOutline>
