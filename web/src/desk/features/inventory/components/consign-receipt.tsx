import { useTranslation } from 'react-i18next'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { useHandedOver } from '@/shared/ui/document/start-from'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import type { GridColumn } from '@/shared/ui/grid/types'
import {
  blankConsign,
  type ConsignDraft,
  type ConsignLine,
  consignBody,
  newLine,
  readConsign,
  trimConsign,
} from '../rules/consign-draft'
import { OthersReceipt } from './others-receipt'

/** What a supplier consigns: his until it is used, received without an order at the price it is bought for then. */
export function ConsignReceipt() {
  const { t } = useTranslation('inventory')
  const { company } = useScope()
  const can = useCan()
  const head = useHeadFields<ConsignDraft>()
  const blank = useHandedOver<ConsignDraft>((newId) => blankConsign(newId, company?.id ?? ''))
  /** Who may agree on prices says what one base unit costs; others take what was agreed on before. */
  const price: GridColumn<ConsignLine> = {
    kind: 'number',
    key: 'price',
    title: t('consign.price'),
    format: 'unit_price',
    width: 130,
    editable: () => can('inventory.agree'),
  }
  return (
    <OthersReceipt<ConsignDraft, ConsignLine>
      words="consign"
      sendBack={t('receipt.send_back')}
      draft={{ blank, read: readConsign, trim: trimConsign, toBody: consignBody }}
      newLine={newLine}
      from={(doc) => head.supplier(doc)}
      own={() => (can('price.read') ? [price] : [])}
    />
  )
}
