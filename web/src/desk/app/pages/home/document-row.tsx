import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { documentHref, documentType } from '@/shared/lib/document-links'
import { DateCell } from '@/shared/ui/date-cell'
import styles from '../home-page.module.css'

interface DocumentRowProps {
  type: string
  id: string
  number: string | null
  at: string
  children: ReactNode
}

export function DocumentRow({ type, id, number, at, children }: DocumentRowProps) {
  const { t } = useTranslation('common')
  const content = (
    <>
      <span className={styles.type}>{t(`document_type.${documentType(type)}`)}</span>
      <span className={styles.number}>{number ?? t('unnumbered')}</span>
      <span className={styles.title}>{children}</span>
      <DateCell value={at} />
    </>
  )
  const href = documentHref(type, id)
  return (
    <li>
      {href ? (
        <Link to={href} className={styles.row}>
          {content}
        </Link>
      ) : (
        <span className={styles.row}>{content}</span>
      )}
    </li>
  )
}
