import { LockOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '@/shared/session/use-me'
import { EmptyState } from '@/shared/ui/empty-state'

/** Says which permission is missing rather than showing a page whose every question would be refused. */
export function GrantGate({ grant, children }: { grant: string; children: ReactNode }) {
  const { t } = useTranslation('shell')
  const can = useCan()
  if (can(grant)) return children
  return (
    <EmptyState icon={<LockOutlined />} title={t('no_access.title')} hint={t('no_access.hint', { grant })} />
  )
}
