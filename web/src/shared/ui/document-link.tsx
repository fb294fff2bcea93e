import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { documentHref, documentType } from '../lib/document-links'

interface DocumentLinkProps {
  type: string
  id: string
  number: string | null
}

/** The document that a row of the books comes from, one press away; pointing at its number says what it is. */
export function DocumentLink({ type, id, number }: DocumentLinkProps) {
  const { t } = useTranslation('common')
  const href = documentHref(type, id)
  const shown = number || t('unnumbered')
  return (
    <span className="figure" title={t(`document_type.${documentType(type)}`)}>
      {href ? <Link to={href}>{shown}</Link> : shown}
    </span>
  )
}
