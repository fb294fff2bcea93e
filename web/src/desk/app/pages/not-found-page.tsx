import { Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

export default function NotFoundPage() {
  const { t } = useTranslation('shell')
  return (
    <Result
      status="404"
      title={t('not_found.title')}
      subTitle={t('not_found.hint')}
      extra={<Link to="/">{t('not_found.home')}</Link>}
    />
  )
}
