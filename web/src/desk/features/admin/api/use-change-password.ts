import { useMutation } from '@tanstack/react-query'
import { sendJson } from '@/shared/lib/api'

export interface PasswordChange {
  current_password: string
  new_password: string
}

/** Change one's own password; the session goes on. */
export function useChangePassword() {
  return useMutation({
    mutationFn: (change: PasswordChange) =>
      sendJson('POST', '/_allauth/browser/v1/account/password/change', change),
  })
}
