import { App, ConfigProvider, type ThemeConfig, theme } from 'antd'
import type { Locale } from 'antd/es/locale'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './theme.css'
import { useIsDark } from './theme-mode'

const ACCENT = '#0e7490'

const locales: Record<string, () => Promise<{ default: Locale }>> = {
  zh: () => import('antd/es/locale/zh_CN'),
  en: () => import('antd/es/locale/en_GB'),
}

function themeFor(dark: boolean): ThemeConfig {
  return {
    algorithm: [dark ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm],
    cssVar: { key: 'gongliao' },
    hashed: false,
    token: {
      colorPrimary: ACCENT,
      colorInfo: ACCENT,
      colorLink: dark ? '#38bdd8' : ACCENT,
      fontFamily:
        "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
      fontSize: 14,
      borderRadius: 4,
    },
    components: {
      Table: { headerBorderRadius: 0, cellPaddingBlockSM: 5, cellPaddingInlineSM: 8 },
      Menu: { itemBorderRadius: 4, activeBarBorderWidth: 0 },
    },
  }
}

/** Ant Design's words come with the language; until they are there the page keeps what it shows. */
function useLocale(): Locale | undefined {
  const { i18n } = useTranslation()
  const [locale, setLocale] = useState<Locale>()
  useEffect(() => {
    let current = true
    locales[i18n.language]?.().then((loaded) => {
      if (current) setLocale(loaded.default)
    })
    return () => {
      current = false
    }
  }, [i18n.language])
  return locale
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const dark = useIsDark()
  const locale = useLocale()
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  return (
    <ConfigProvider theme={themeFor(dark)} locale={locale} componentSize="middle">
      <App className="gongliao root">{children}</App>
    </ConfigProvider>
  )
}
