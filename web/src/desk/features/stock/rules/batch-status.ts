import type { Batch } from './selection'

export type BatchStatus = Batch['status']

export const BATCH_STATUSES = ['quarantine', 'released', 'blocked', 'recalled'] as const

/** What a batch may become; what was recalled is looked at again first. The server decides. */
export const NEXT: Record<BatchStatus, readonly BatchStatus[]> = {
  quarantine: ['released', 'blocked', 'recalled'],
  released: ['quarantine', 'blocked', 'recalled'],
  blocked: ['released', 'quarantine', 'recalled'],
  recalled: ['quarantine'],
}
