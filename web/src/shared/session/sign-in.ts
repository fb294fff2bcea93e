import { sendJson } from '../lib/api'
import { Refusal } from '../refusal'

const LOGIN = '/_allauth/browser/v1/auth/login'
const SESSION = '/_allauth/browser/v1/auth/session'

export type SignInOutcome = 'ok' | 'wrong' | 'locked' | 'more_steps'

/** Asking for the session also sets the CSRF cookie that signing in needs; 401 is its usual answer here. */
async function touchSession(): Promise<void> {
  await sendJson('GET', SESSION).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status === 0) throw error
  })
}

/** Sign in with a password; what only the network or the server can break is thrown. */
export async function signIn(username: string, password: string): Promise<SignInOutcome> {
  await touchSession()
  try {
    await sendJson('POST', LOGIN, { username, password })
    return 'ok'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // 409: signed in already, in another tab perhaps.
    if (error.status === 409) return 'ok'
    if (error.status === 401) return 'more_steps'
    if (error.status === 429 || error.faults.some((fault) => fault.code === 'too_many_login_attempts'))
      return 'locked'
    if (error.status === 400) return 'wrong'
    throw error
  }
}

/** Sign out; allauth answers 401 once nobody is signed in, which is what was asked for. */
export async function signOut(): Promise<void> {
  await sendJson('DELETE', SESSION).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
  })
}
