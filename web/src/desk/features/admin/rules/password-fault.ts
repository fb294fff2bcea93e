import type { Refusal } from '@/shared/refusal'

export type PasswordFault =
  | { field: 'current'; key: 'wrong' }
  | { field: 'fresh'; key: 'short' | 'common' | 'weak' | 'required' }
  | { field: null; key: 'too_often' }

const FRESH: Record<string, 'short' | 'common' | 'required'> = {
  password_too_short: 'short',
  password_too_common: 'common',
  required: 'required',
}

/** The sign-in library speaks in codes of its own and in its own language; null where it said nothing of the passwords. */
export function passwordFault(refusal: Pick<Refusal, 'status' | 'faults'>): PasswordFault | null {
  if (refusal.status === 429) return { field: null, key: 'too_often' }
  const [fault] = refusal.faults
  if (refusal.status !== 400 || !fault) return null
  if (fault.code === 'enter_current_password') return { field: 'current', key: 'wrong' }
  return { field: 'fresh', key: FRESH[fault.code] ?? 'weak' }
}
