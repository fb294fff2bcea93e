import { useTranslation } from 'react-i18next'
import type { RecentAction } from '@/api'
import { EmptyState } from '@/shared/ui/empty-state'
import styles from '../home-page.module.css'
import { DocumentRow } from './document-row'

export function Recent({ rows }: { rows: RecentAction[] }) {
  const { t } = useTranslation('shell')
  if (rows.length === 0) return <EmptyState title={t('home.recent_none')} />
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <DocumentRow
          key={`${row.id} ${row.at} ${row.action}`}
          type={row.type}
          id={row.id}
          number={row.number}
          at={row.at}
        >
          {t(`common:did.${row.action}`, row.action)}
        </DocumentRow>
      ))}
    </ul>
  )
}
