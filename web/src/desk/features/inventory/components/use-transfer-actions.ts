import { useTranslation } from 'react-i18next'
import type { DocumentAction } from '@/shared/ui/document/types'
import { changesHands, type TransferDraft } from '../rules/transfer-draft'
import { useGoodsActions } from './use-goods-actions'

/** A transfer that changes the stock of projects is proposed, and posted once each of them has agreed. */
export function useTransferActions(): DocumentAction<TransferDraft>[] {
  const { t } = useTranslation('inventory')

  const answers = ({ sides }: TransferDraft) => sides.filter((side) => side.answers)
  const whole = (doc: TransferDraft) => [
    { label: t('transfer.warehouse'), value: doc.warehouse_name },
    { label: t('transfer.target_warehouse'), value: doc.target_warehouse_name },
    { label: t('words:lines_count'), value: String(doc.lines.length) },
    {
      label: t('transfer.for_project'),
      value: answers(doc)
        .map((side) => `${side.project_code} ${side.project_name}`)
        .join(t('transfer.and')),
    },
  ]
  return useGoodsActions<TransferDraft>({
    label: t('transfer.do'),
    grant: 'inventory.transfer',
    waits: changesHands,
    more: [
      {
        verb: 'withdraw',
        label: t('transfer.withdraw'),
        grant: 'inventory.transfer',
        states: ['proposed', 'agreed'],
      },
      {
        verb: 'decline',
        label: t('transfer.decline'),
        grant: 'inventory.agree_transfer',
        states: ['proposed'],
        danger: true,
        needsReason: true,
        asSeen: true,
        offered: (doc) => answers(doc).length > 0,
        figures: whole,
      },
      {
        verb: 'propose',
        label: t('transfer.propose'),
        grant: 'inventory.transfer',
        states: ['draft'],
        main: true,
        offered: changesHands,
      },
      {
        verb: 'agree',
        label: t('transfer.agree'),
        grant: 'inventory.agree_transfer',
        states: ['proposed'],
        main: true,
        asSeen: true,
        offered: (doc) => answers(doc).some((side) => !side.agreed_at),
        figures: whole,
      },
    ],
  })
}
