import { BellOutlined, SearchOutlined } from '@ant-design/icons'
import { Badge, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useHotkey } from '@/shared/lib/use-hotkey'
import { useHome } from '../api/use-home'
import { CompanySwitch } from './company-switch'
import styles from './frame.module.css'
import { LanguageSwitch } from './language-switch'
import { ProjectSwitch } from './project-switch'
import { ThemeSwitch } from './theme-switch'
import { UserMenu } from './user-menu'

const GlobalSearch = lazy(() => import('./global-search'))

export function TopBar() {
  const { t } = useTranslation('shell')
  const [searching, setSearching] = useState(false)
  const open = () => setSearching(true)
  // A list's own search box takes `/` where there is one; see ListPage.
  useHotkey('/', open)
  useHotkey('ctrl+k', open)

  return (
    <header className={styles.top}>
      <CompanySwitch />
      <ProjectSwitch />
      <div className={styles.spread} />
      <button type="button" className={styles.search} onClick={open} title={t('top.search_hint')}>
        <SearchOutlined />
        <span className={styles.hint}>{t('top.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <TodoCount />
      <LanguageSwitch />
      <ThemeSwitch />
      <UserMenu />
      {searching && (
        <Suspense fallback={null}>
          <GlobalSearch onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </header>
  )
}

function TodoCount() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const count = (useHome().data?.todos ?? []).reduce((sum, todo) => sum + todo.count, 0)
  const label = t('top.todos', { count })
  return (
    <Badge count={count} size="small" offset={[-6, 6]}>
      <Button
        type="text"
        icon={<BellOutlined />}
        aria-label={label}
        title={label}
        onClick={() => navigate('/')}
      />
    </Badge>
  )
}
