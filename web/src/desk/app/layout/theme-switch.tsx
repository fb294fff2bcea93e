import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { type ThemeMode, useThemeMode } from '@/shared/theme/theme-mode'

const icons: Record<ThemeMode, React.ReactNode> = {
  light: <SunOutlined />,
  dark: <MoonOutlined />,
  system: <DesktopOutlined />,
}

export function ThemeSwitch() {
  const { t } = useTranslation('shell')
  const [mode, setMode] = useThemeMode()
  const names: Record<ThemeMode, string> = {
    light: t('top.theme_light'),
    dark: t('top.theme_dark'),
    system: t('top.theme_system'),
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (['light', 'dark', 'system'] as const).map((key) => ({
          key,
          icon: icons[key],
          label: names[key],
        })),
        selectable: true,
        selectedKeys: [mode],
        onClick: ({ key }) => setMode(key as ThemeMode),
      }}
    >
      <Button
        type="text"
        icon={icons[mode]}
        aria-label={`${t('top.theme')}: ${names[mode]}`}
        title={t('top.theme')}
      />
    </Dropdown>
  )
}
