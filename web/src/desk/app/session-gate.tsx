import { Button, Result } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { Refusal, sentence } from '@/shared/refusal'
import { useSession } from '@/shared/session/use-me'
import { Waiting } from '@/shared/ui/waiting'

/** Shows the application to who is signed in and sends everyone else to sign in, and back to where they were going. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common')
  const { data, error, refetch } = useSession()
  const { pathname, search } = useLocation()

  if (error instanceof Refusal && error.status === 401) {
    const next = pathname === '/' && !search ? '' : `?next=${encodeURIComponent(pathname + search)}`
    return <Navigate to={`/sign-in${next}`} replace />
  }
  if (data) return children
  if (!error) return <Waiting />
  return (
    <Result
      status="warning"
      title={sentence(error)}
      extra={<Button onClick={() => void refetch()}>{t('action.retry')}</Button>}
    />
  )
}
