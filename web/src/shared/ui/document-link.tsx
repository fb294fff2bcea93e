import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { documentHref, documentType } from '../lib/document-links'
import styles from './document-link.module.css'

interface DocumentLinkProps {
  type: string
  id: string
  number: string | null
}

/** The document that a row of the books comes from: what it is and its number, one press away. */
export function DocumentLink({ type, id, number }: DocumentLinkProps) {
  const { t } = useTranslation('common')
  const href = documentHref(type, id)
  const shown = number || t('unnumbered')
  return (
    <span className={styles.document}>
      {href ? <Link to={href}>{shown}</Link> : shown}
      <span className={styles.type}>{t(`document_type.${documentType(type)}`)}</span>
    </span>
  )
}
