import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '@/shared/refusal'
import { useCan } from '@/shared/session/use-me'
import { ConfirmFigures } from '@/shared/ui/confirm-figures'
import { useSetBatchStatus } from '../api/use-set-batch-status'
import { type BatchStatus, NEXT } from '../rules/batch-status'
import type { Batch } from '../rules/selection'
import { BatchStatusTag } from './batch-status'

/** Offers what a batch may become, and asks why. */
export function ChangeBatchStatus({ batch }: { batch: Batch }) {
  const { t } = useTranslation('stock')
  const can = useCan()
  const { message } = App.useApp()
  const change = useSetBatchStatus()
  const [wanted, setWanted] = useState<BatchStatus | null>(null)
  if (!can('inventory.batch_status')) return null
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: NEXT[batch.status].map((key) => ({ key, label: t(`batch_status.${key}`) })),
          onClick: ({ key }) => setWanted(key as BatchStatus),
        }}
      >
        <Button>{t('batch_status.change')}</Button>
      </Dropdown>
      {wanted && (
        <ConfirmFigures
          title={`${t('batch_status.change')} · ${batch.number}`}
          okText={t('batch_status.change')}
          danger={wanted !== 'released'}
          needsReason
          figures={[
            { label: t('batch_status.now'), value: <BatchStatusTag status={batch.status} /> },
            { label: t('batch_status.then'), value: <BatchStatusTag status={wanted} /> },
            {
              label: t('batch_status.means'),
              value: t(wanted === 'released' ? 'batch_status.usable' : 'batch_status.unusable'),
            },
          ]}
          busy={change.isPending}
          onConfirm={(reason) =>
            change.mutate(
              { batch, status: wanted, reason },
              { onError: (error) => message.error(sentence(error)), onSettled: () => setWanted(null) },
            )
          }
          onCancel={() => setWanted(null)}
        />
      )}
    </>
  )
}
