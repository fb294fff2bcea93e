import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'

interface ReversalNoteProps {
  note: Pick<Schemas['CostNoteOut'], 'reversed_by_id' | 'reverses_id'>
  listHref: string
}

/** A reversed note and its mirror each lead to the other. */
export function ReversalNote({ note, listHref }: ReversalNoteProps) {
  const { t } = useTranslation('costing')
  const other = note.reversed_by_id ?? note.reverses_id
  if (!other) return null
  const label = note.reversed_by_id ? t('note.reversed_by') : t('note.reverses')
  return <Alert type="warning" showIcon title={<Link to={`${listHref}/${other}`}>{label}</Link>} />
}
