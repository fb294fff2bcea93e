import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '@/api'
import { getJson, type Page, sendJson, withQuery } from '@/shared/lib/api'
import { type OutlineRow, outlineLines, type WbsNode } from '../rules/outline'
import { nodesKey, PROJECTS, projectKey } from './project-keys'

interface SaveOutline {
  rows: OutlineRow[]
  /** Nodes taken away, those below before those above. */
  removed: WbsNode[]
  /** The tree that was edited. */
  treeVersion: number
}

/** Lays the outline over the tree in one step, then removes what was taken away: by then nothing lies below it. */
export function useSaveOutline(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ rows, removed, treeVersion }: SaveOutline) => {
      const path = `${PROJECTS}/${projectId}`
      const body: Schemas['OutlineIn'] = { version: treeVersion, lines: outlineLines(rows) }
      if (rows.length > 0) await sendJson<Page<WbsNode>>('PUT', `${path}/node-tree`, body)
      // The server knows a node by its code too: a new row with the code of a removed one has taken its place.
      const codes = new Set(rows.map((row) => row.code))
      for (const node of removed.filter(({ code }) => !codes.has(code))) {
        const { version } = await getJson<WbsNode>(`/api/v1/nodes/${node.id}`)
        await sendJson('DELETE', withQuery(`/api/v1/nodes/${node.id}`, { version }))
      }
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: nodesKey(projectId) }),
        client.invalidateQueries({ queryKey: projectKey(projectId) }),
        client.invalidateQueries({ queryKey: ['choices'] }),
      ]),
  })
}
