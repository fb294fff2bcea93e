import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { asKnown, useKnownOn } from '../lib/known-on'

interface DrillProps {
  /** The list that adds up to this figure: a path with its filters. */
  to: string
  children: ReactNode
}

/** A figure that is a sum: pressing it shows the rows that make it, as known when it was. */
export function Drill({ to, children }: DrillProps) {
  const { t } = useTranslation('common')
  const knownOn = useKnownOn()
  return (
    <Link to={asKnown(to, knownOn)} title={t('drill')} className="drill">
      {children}
    </Link>
  )
}
