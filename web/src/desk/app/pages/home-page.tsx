import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { sentence } from '@/shared/refusal'
import { useCan, useMe } from '@/shared/session/use-me'
import { EmptyState } from '@/shared/ui/empty-state'
import { useHome } from '../api/use-home'
import { CostOverview } from './home/cost-overview'
import { HomePanel } from './home/home-panel'
import { QuickActions } from './home/quick-actions'
import { Recent } from './home/recent'
import { Waiting } from './home/waiting'
import styles from './home-page.module.css'

/** The first screen: what this person may do at once, what waits for them, and what they had in hand. */
export default function HomePage() {
  const { t } = useTranslation('shell')
  const { person } = useMe()
  const can = useCan()
  const { data, error, refetch } = useHome()
  const hour = new Date().getHours()
  const greeting = hour < 11 ? 'greeting_morning' : hour < 18 ? 'greeting_day' : 'greeting_evening'

  const loading = error ? (
    <EmptyState
      title={sentence(error)}
      action={<Button onClick={() => void refetch()}>{t('common:action.retry')}</Button>}
    />
  ) : (
    <Skeleton active className={styles.skeleton} />
  )

  return (
    <div className={styles.page}>
      <h1>{t(`home.${greeting}`, { name: person.name })}</h1>
      <QuickActions />
      <div className={styles.columns}>
        <HomePanel title={t('home.waiting')}>{data ? <Waiting todos={data.todos} /> : loading}</HomePanel>
        <div className={styles.stack}>
          {can('reports.cost') && <CostOverview />}
          <HomePanel title={t('home.recent')}>{data ? <Recent rows={data.recent} /> : loading}</HomePanel>
        </div>
      </div>
    </div>
  )
}
