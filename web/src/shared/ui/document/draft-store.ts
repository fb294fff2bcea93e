import { forget, recall, recallKeys, remember } from '../../lib/storage'

/** What someone typed and has not sent, kept on the device until it is. */
export interface LocalDraft<T> {
  doc: T
  /** The server has never seen this document. */
  isNew: boolean
  /** When it was last typed in. */
  at: string
}

/** Each person's own: site offices share a computer. */
const keyOf = (personId: string, type: string, id: string) => `draft.${personId}.${type}.${id}`

export const keepDraft = <T>(personId: string, type: string, id: string, draft: LocalDraft<T>): boolean =>
  remember(keyOf(personId, type, id), draft)

export const loadDraft = <T>(personId: string, type: string, id: string): LocalDraft<T> | null =>
  recall<LocalDraft<T> | null>(keyOf(personId, type, id), null)

export const dropDraft = (personId: string, type: string, id: string): void =>
  forget(keyOf(personId, type, id))

/** The new document of this type that was typed in last and never sent, so that "new" goes on with it. */
export function unsentDraftId(personId: string, type: string): string | null {
  const prefix = keyOf(personId, type, '')
  const unsent = recallKeys(prefix)
    .map((key) => ({ id: key.slice(prefix.length), draft: recall<LocalDraft<unknown> | null>(key, null) }))
    .filter(({ draft }) => draft?.isNew)
    .sort((a, b) => (b.draft?.at ?? '').localeCompare(a.draft?.at ?? ''))
  return unsent[0]?.id ?? null
}
