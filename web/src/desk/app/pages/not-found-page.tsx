import { QuestionCircleOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '@/shared/ui/empty-state'

export default function NotFoundPage() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState
      icon={<QuestionCircleOutlined />}
      title={t('not_found.title')}
      hint={t('not_found.hint')}
      action={<Link to="/">{t('not_found.home')}</Link>}
    />
  )
}
