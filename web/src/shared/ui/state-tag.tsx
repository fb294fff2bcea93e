import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

/** One colour for one meaning on every page; where nothing is on the way, none. */
const colours: Record<string, string> = {
  submitted: 'gold',
  approved: 'blue',
  proposed: 'gold',
  agreed: 'blue',
  released: 'blue',
  posted: 'green',
  active: 'green',
  technically_complete: 'purple',
  rejected: 'red',
  reversed: 'red',
  partly: 'cyan',
  fully: 'green',
}

export function StateTag({ state }: { state: string | null | undefined }) {
  const { t } = useTranslation('common')
  if (!state) return null
  return <Tag color={colours[state] ?? 'default'}>{t(`state.${state}`)}</Tag>
}
