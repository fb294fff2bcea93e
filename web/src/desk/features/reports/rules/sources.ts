import type { RemoteSource } from '@/shared/ui/remote-source'
import { nodeSource, type TreeNode } from '@/shared/ui/sources'

/** Any node of a project: a report narrows to sections that take no cost themselves. */
export function anyNodeSource(projectId: string): RemoteSource<TreeNode> {
  const source = nodeSource(projectId)
  return {
    ...source,
    key: `any-${source.key}`,
    toChoice: (row) => ({ ...source.toChoice(row), disabled: false }),
  }
}
