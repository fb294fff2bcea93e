import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { DocumentPage } from '@/shared/ui/document/document-page'
import { useHandedOver } from '@/shared/ui/document/start-from'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { PostingNotes } from '../components/posting-notes'
import { SerialNumbers } from '../components/serial-numbers'
import { useGoodsActions } from '../components/use-goods-actions'
import { useGoodsColumns } from '../components/use-goods-columns'
import {
  blankConsign,
  type ConsignDraft,
  type ConsignLine,
  consignBody,
  newLine,
  readConsign,
  trimConsign,
} from '../rules/consign-draft'
import { noPlace } from '../rules/goods-draft'
import { isTracked } from '../rules/serial-numbers'

const LIST = '/inventory/receipts'

/** What a supplier consigns: his until it is used, received without an order at the price it is bought for then. */
export default function ConsignPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const { company } = useScope()
  const head = useHeadFields<ConsignDraft>()
  const items = useItemColumns<ConsignLine>()
  const goods = useGoodsColumns<ConsignLine>()
  const actions = useGoodsActions<ConsignDraft>({
    label: t('receipt.do'),
    grant: 'inventory.receive',
    more: [
      {
        verb: 'send_back',
        label: t('receipt.send_back'),
        grant: 'inventory.supplier_return',
        states: ['posted'],
        offered: (doc) => doc.reverses_id === null,
        href: (doc) => `/inventory/supplier-returns/new?receipt=${doc.id}`,
      },
    ],
  })
  const can = useCan()
  const blank = useHandedOver<ConsignDraft>((newId) => blankConsign(newId, company?.id ?? ''))

  const spec: DocumentSpec<ConsignDraft> = {
    type: 'goods_receipt',
    resource: '/api/v1/goods-receipts',
    blank,
    read: readConsign,
    trim: trimConsign,
    toBody: consignBody,
  }
  const batch = (doc: ConsignDraft): GridColumn<ConsignLine>[] => [
    { kind: 'text', key: 'batch_no', title: goods.numberTitle(doc.lines), width: 120, editable: isTracked },
    { kind: 'date', key: 'production_date', title: t('receipt.production_date'), editable: isTracked },
    { kind: 'date', key: 'expiry_date', title: t('receipt.expiry_date'), editable: isTracked },
  ]
  /** Who may agree on prices says what one base unit costs; others take what was agreed on before. */
  const price: GridColumn<ConsignLine> = {
    kind: 'number',
    key: 'price',
    title: t('consign.price'),
    format: 'unit_price',
    width: 130,
    editable: () => can('inventory.agree'),
  }
  const columns = (doc: ConsignDraft): GridColumn<ConsignLine>[] => [
    items.on(doc.business_date).item(() => ({})),
    ...items.specification(doc),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    ...(can('price.read') ? [price] : []),
    goods.bin<ConsignLine>(doc.warehouse_id),
    ...(doc.lines.some(isTracked) ? batch(doc) : []),
    goods.remark(),
  ]

  return (
    <DocumentPage<ConsignDraft, ConsignLine>
      spec={spec}
      id={id}
      title={t('consign.title')}
      listHref={LIST}
      grant="inventory.receive"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.supplier(doc),
        head.warehouse(doc, { also: () => ({ lines: doc.lines.map((line) => ({ ...line, ...noPlace })) }) }),
        { name: 'delivery_note', label: t('receipt.delivery_note'), kind: 'text', maxLength: 50 },
        head.businessDate(),
        head.remark(2),
      ]}
      lines={{
        columns,
        newLine,
        onScan: (doc, code, active) =>
          items.on(doc.business_date).onScan(doc.lines, code, active, newLine, () => ({})),
      }}
      actions={actions}
      above={(doc, change) => (
        <>
          <PostingNotes doc={doc} listHref={LIST} />
          {doc.state === 'draft' && (
            <>
              <Alert type="info" showIcon title={t('consign.hint')} />
              <LoadItemUnits lines={doc.lines} />
              <SerialNumbers lines={doc.lines} onNamed={(lines) => change({ lines })} />
            </>
          )}
        </>
      )}
    />
  )
}
