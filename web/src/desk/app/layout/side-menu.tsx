import { HomeOutlined, MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Button, Menu, type MenuProps } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { kept, useKept } from '@/shared/lib/kept'
import { useCan } from '@/shared/session/use-me'
import type { DeskModule, MenuEntry } from '../module'
import { modules } from '../routes'
import styles from './frame.module.css'
import { Mark } from './mark'

const folded = kept('menu.folded', false)

/** The entry whose path the address continues; the longest wins, so that a list's pages keep the list marked. */
function entryAt(pathname: string): { module: DeskModule; entry: MenuEntry } | null {
  let best: { module: DeskModule; entry: MenuEntry } | null = null
  for (const module of modules)
    for (const entry of module.menu) {
      const here = pathname === entry.path || pathname.startsWith(`${entry.path}/`)
      if (here && entry.path.length > (best?.entry.path.length ?? 0)) best = { module, entry }
    }
  return best
}

/** Modules under one word stand together: the documents of the store and the books that they write. */
function groups(can: ReturnType<typeof useCan>): Pick<DeskModule, 'label' | 'icon' | 'menu'>[] {
  const labels = [...new Set(modules.map((module) => module.label))]
  return labels
    .map((label) => {
      const alike = modules.filter((module) => module.label === label)
      const menu = alike.flatMap((module) => module.menu).filter((entry) => can(entry.grant))
      return { label, icon: alike[0]?.icon, menu }
    })
    .filter(({ menu }) => menu.length > 0)
}

export function SideMenu() {
  const { t } = useTranslation('shell')
  const can = useCan()
  const { pathname } = useLocation()
  const [isFolded, fold] = useKept(folded)
  const here = entryAt(pathname)
  const [open, setOpen] = useState<string[]>(() => modules.map((module) => module.label))

  const entries = useMemo<MenuProps['items']>(
    () => [
      { key: '/', icon: <HomeOutlined />, label: <Link to="/">{t('shell:menu.home')}</Link> },
      ...groups(can).map(({ label, icon, menu }) => ({
        key: label,
        icon,
        label: t(label),
        children: menu.map((entry) => ({
          key: entry.path,
          label: <Link to={entry.path}>{t(entry.label)}</Link>,
        })),
      })),
    ],
    [t, can],
  )

  return (
    <nav className={styles.side} data-collapsed={isFolded} aria-label={t('shell:menu.label')}>
      <Link to="/" className={styles.brand}>
        <Mark size={28} />
        {!isFolded && t('shell:product')}
      </Link>
      <div className={styles.menu}>
        <Menu
          mode="inline"
          inlineCollapsed={isFolded}
          inlineIndent={16}
          items={entries}
          selectedKeys={[here?.entry.path ?? pathname]}
          {...(isFolded ? {} : { openKeys: open, onOpenChange: setOpen })}
        />
      </div>
      <div className={styles.fold}>
        <Button
          type="text"
          block
          icon={isFolded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          onClick={() => fold(!isFolded)}
          aria-label={isFolded ? t('shell:menu.expand') : t('shell:menu.collapse')}
        />
      </div>
    </nav>
  )
}
