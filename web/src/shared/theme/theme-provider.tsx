import { App, ConfigProvider, type ThemeConfig, theme } from 'antd'
import type { Locale } from 'antd/es/locale'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './theme.css'
import { useIsDark, useIsStill } from './theme-mode'

const ACCENT = '#0e7490'
// The palette made from so dark an accent begins with a grey; what is chosen should look chosen.
const PALE = {
  colorPrimaryBg: '#e2f2f6',
  colorPrimaryBgHover: '#d0eaf1',
  controlItemBgActive: '#e2f2f6',
  colorInfoBg: '#e2f2f6',
  colorInfoBorder: '#b5dde8',
}
const FONTS =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

const locales: Record<string, () => Promise<{ default: Locale }>> = {
  zh: () => import('antd/es/locale/zh_CN'),
  en: () => import('antd/es/locale/en_GB'),
}

type Derivative = typeof theme.compactAlgorithm

/** Compact spacing and controls, but letters of full size: the compact algorithm's 12 px are too small for Chinese. */
const compactSpacing: Derivative = (seed, base = theme.defaultAlgorithm(seed)) => {
  const letters = Object.entries(base).filter(([name]) => /^(fontSize|fontHeight|lineHeight)/.test(name))
  return { ...theme.compactAlgorithm(seed, base), ...Object.fromEntries(letters) }
}

function themeFor(dark: boolean, still: boolean): ThemeConfig {
  // On dark ground the accent is too dim for letters, though right for what is filled with it.
  const accentText = dark ? '#56c4dd' : ACCENT
  return {
    algorithm: [dark ? theme.darkAlgorithm : theme.defaultAlgorithm, compactSpacing],
    cssVar: { key: 'gongliao' },
    hashed: false,
    token: {
      colorPrimary: ACCENT,
      colorInfo: ACCENT,
      colorLink: accentText,
      ...(dark ? {} : PALE),
      fontFamily: FONTS,
      fontSize: 14,
      borderRadius: 4,
      motion: !still,
    },
    components: {
      Table: { headerBorderRadius: 0, cellPaddingBlockSM: 5, cellPaddingInlineSM: 8, cellFontSizeSM: 13 },
      Menu: {
        itemBorderRadius: 4,
        activeBarBorderWidth: 0,
        itemSelectedColor: accentText,
        subMenuItemSelectedColor: accentText,
      },
      Tabs: { itemSelectedColor: accentText, itemHoverColor: accentText, inkBarColor: accentText },
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
  const still = useIsStill()
  const locale = useLocale()
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  return (
    <ConfigProvider theme={themeFor(dark, still)} locale={locale} componentSize="middle">
      <App className="gongliao root">{children}</App>
    </ConfigProvider>
  )
}
