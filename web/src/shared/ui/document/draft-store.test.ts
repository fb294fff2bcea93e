import { describe, expect, it } from 'vitest'
import { dropDraft, keepDraft, loadDraft, unsentDraftId } from './draft-store'

const draft = (at: string, isNew: boolean) => ({ doc: { at }, isNew, at })

describe('drafts on the device', () => {
  it('goes on with the new document typed in last', () => {
    keepDraft('me', 'order', 'a', draft('2026-11-01', true))
    keepDraft('me', 'order', 'b', draft('2026-11-03', true))
    keepDraft('me', 'order', 'c', draft('2026-11-09', false))
    keepDraft('me', 'order_note', 'd', draft('2026-11-09', true))
    expect(unsentDraftId('me', 'order')).toBe('b')
  })

  it('shows nobody the drafts of another', () => {
    keepDraft('me', 'order', 'a', draft('2026-11-01', true))
    expect(unsentDraftId('you', 'order')).toBeNull()
    expect(loadDraft('you', 'order', 'a')).toBeNull()
  })

  it('forgets what was sent', () => {
    keepDraft('me', 'order', 'a', draft('2026-11-01', true))
    dropDraft('me', 'order', 'a')
    expect(loadDraft('me', 'order', 'a')).toBeNull()
  })
})
