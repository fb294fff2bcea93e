import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BatchStatus } from '../rules/batch-status'

const COLOURS: Record<BatchStatus, string> = {
  quarantine: 'gold',
  released: 'green',
  blocked: 'red',
  recalled: 'red',
}

export function BatchStatusTag({ status }: { status: BatchStatus }) {
  const { t } = useTranslation('stock')
  return <Tag color={COLOURS[status]}>{t(`batch_status.${status}`)}</Tag>
}
