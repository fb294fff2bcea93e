import type { Schemas } from '@/api'
import { commitmentsHref, costEntriesHref, stockHref, stockOnDayHref } from '@/shared/lib/ledger-links'

export type StatementRow = Schemas['StatementRowOut']
export type ProjectCost = Schemas['ProjectCostOut']
export type CostEntry = Schemas['CostEntryOut']
export type Commitment = Schemas['CommitmentOut']

export const FIGURES = ['ordered', 'received', 'open', 'stock', 'material', 'other', 'cost'] as const
export type Figure = (typeof FIGURES)[number]

/** The list whose total is the figure, also of what was known on an earlier day. */
export const ROWS_OF: Record<Figure, (projectId: string, knownOn?: string) => string> = {
  ordered: (project_id) => commitmentsHref({ project_id, side: 'bound' }),
  received: (project_id) => commitmentsHref({ project_id, side: 'received' }),
  open: (project_id) => commitmentsHref({ project_id }),
  stock: (owner_id, knownOn) => (knownOn ? stockOnDayHref({ owner_id }) : stockHref({ owner_id })),
  material: (project_id) => costEntriesHref({ project_id, material: true }),
  other: (project_id) => costEntriesHref({ project_id, material: false }),
  cost: (project_id) => costEntriesHref({ project_id }),
}
