import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { changeLanguage, isLanguageChosen } from '@/shared/i18n'
import { Refusal, sentence } from '@/shared/refusal'
import { useSession } from '@/shared/session/use-me'
import { EmptyState } from '@/shared/ui/empty-state'
import { Waiting } from '@/shared/ui/waiting'

/** Shows the application to who is signed in and sends everyone else to sign in, and back to where they were going. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common')
  const { data, error, refetch } = useSession()
  const { pathname, search } = useLocation()
  const language = data?.language
  useEffect(() => {
    if (language && !isLanguageChosen()) void changeLanguage(language)
  }, [language])

  if (error instanceof Refusal && error.status === 401) {
    const next = pathname === '/' && !search ? '' : `?next=${encodeURIComponent(pathname + search)}`
    return <Navigate to={`/sign-in${next}`} replace />
  }
  if (data) return children
  if (!error) return <Waiting />
  return (
    <EmptyState
      icon={<WarningOutlined />}
      title={sentence(error)}
      action={<Button onClick={() => void refetch()}>{t('action.retry')}</Button>}
    />
  )
}
