import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

interface DrillProps {
  /** The list that adds up to this figure: a path with its filters. */
  to: string
  children: ReactNode
}

/** A figure that is a sum: pressing it shows the rows that make it. */
export function Drill({ to, children }: DrillProps) {
  const { t } = useTranslation('common')
  return (
    <Link to={to} title={t('drill')} className="drill">
      {children}
    </Link>
  )
}
