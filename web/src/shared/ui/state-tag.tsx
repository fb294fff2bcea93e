import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

/** One colour for one meaning on every page. */
const colours: Record<string, string> = {
  draft: 'default',
  planned: 'default',
  submitted: 'gold',
  approved: 'blue',
  released: 'blue',
  partially_received: 'cyan',
  partially_issued: 'cyan',
  received: 'green',
  issued: 'green',
  posted: 'green',
  active: 'green',
  technically_complete: 'purple',
  rejected: 'red',
  reversed: 'red',
  closed: 'default',
  inactive: 'default',
  cancelled: 'default',
  none: 'default',
  partly: 'cyan',
  fully: 'green',
}

export function StateTag({ state }: { state: string | null | undefined }) {
  const { t } = useTranslation('common')
  if (!state) return null
  return <Tag color={colours[state] ?? 'default'}>{t(`state.${state}`)}</Tag>
}
