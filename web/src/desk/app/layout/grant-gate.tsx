import { Result } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '@/shared/session/use-me'

/** Says which permission is missing rather than showing a page whose every question would be refused. */
export function GrantGate({ grant, children }: { grant: string; children: ReactNode }) {
  const { t } = useTranslation('shell')
  const can = useCan()
  if (can(grant)) return children
  return <Result status="403" title={t('no_access.title')} subTitle={t('no_access.hint', { grant })} />
}
