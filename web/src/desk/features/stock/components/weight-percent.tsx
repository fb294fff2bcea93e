import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Quantity } from '@/shared/ui/figures'

/** By how many per cent the weight differs, marked where that is beyond what the item allows. */
export function WeightPercent({ percent, beyond }: { percent: string | null; beyond: boolean }) {
  const { t } = useTranslation('stock')
  return (
    <>
      {beyond && <Tag color="warning">{t('weights.beyond')}</Tag>} <Quantity value={percent} unit="%" />
    </>
  )
}
