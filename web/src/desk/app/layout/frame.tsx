import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Routes } from 'react-router'
import { LazyPage } from '@/shared/ui/lazy-page'
import { Waiting } from '@/shared/ui/waiting'
import { modules } from '../routes'
import styles from './frame.module.css'
import { GrantGate } from './grant-gate'
import { SideMenu } from './side-menu'
import { TopBar } from './top-bar'

const loadHome = () => import('../pages/home-page')
const loadNotFound = () => import('../pages/not-found-page')
const pages = modules.flatMap((module) => module.routes)

export default function Frame() {
  const { t } = useTranslation('shell')
  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {t('top.skip')}
      </a>
      <SideMenu />
      <TopBar />
      <main id="content" className={styles.content} tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Routes>
            <Route index element={<LazyPage load={loadHome} />} />
            {pages.map(({ path, grant, page }) => (
              <Route
                key={path}
                path={path}
                element={
                  <GrantGate grant={grant}>
                    <LazyPage key={path} load={page} />
                  </GrantGate>
                }
              />
            ))}
            <Route path="*" element={<LazyPage load={loadNotFound} />} />
          </Routes>
        </Suspense>
      </main>
    </div>
  )
}
