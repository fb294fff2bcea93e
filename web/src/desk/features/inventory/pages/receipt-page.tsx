import { useTranslation } from 'react-i18next'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import { StartFrom, useHandedOver } from '@/shared/ui/document/start-from'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { openOrderLines, receiptOfOrder } from '../api/earlier-documents'
import { openOrderSource } from '../api/sources'
import { PostingNotes } from '../components/posting-notes'
import { SerialNumbers } from '../components/serial-numbers'
import { TakeAll } from '../components/take-all'
import { useGoodsActions } from '../components/use-goods-actions'
import { useReceiptColumns } from '../components/use-receipt-columns'
import { noPlace } from '../rules/goods-draft'
import {
  blankReceipt,
  newLine,
  type ReceiptDraft,
  type ReceiptLine,
  readReceipt,
  receiptBody,
  trimReceipt,
  withOrder,
} from '../rules/receipt-draft'

import { receiptHref } from '../rules/receipt-href'

const LIST = '/inventory/receipts'

export default function ReceiptPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const [search] = useSearchParams()
  const { company } = useScope()
  const head = useHeadFields<ReceiptDraft>()
  const columns = useReceiptColumns()
  const actions = useGoodsActions<ReceiptDraft>({
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
  const blank = useHandedOver<ReceiptDraft>((newId) => blankReceipt(newId, company?.id ?? ''))

  const order = search.get('order')
  if (id === 'new' && order)
    return (
      <StartFrom from={`order:${order}`} make={(newId) => receiptOfOrder(newId, order)} listHref={LIST} />
    )

  const spec: DocumentSpec<ReceiptDraft> = {
    type: 'goods_receipt',
    resource: '/api/v1/goods-receipts',
    blank,
    read: readReceipt,
    trim: trimReceipt,
    toBody: receiptBody,
  }
  return (
    <DocumentPage<ReceiptDraft, ReceiptLine>
      spec={spec}
      id={id}
      title={t('common:document_type.goods_receipt')}
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
      lines={{ columns, newLine }}
      actions={actions}
      above={(doc, change) => (
        <>
          {doc.ownership !== 'own' && <Navigate to={receiptHref(doc.ownership, doc.id)} replace />}
          <PostingNotes doc={doc} listHref={LIST} />
          {doc.state === 'draft' && (
            <>
              <LoadItemUnits lines={doc.lines} />
              <TakeAll
                label={t('receipt.take_all')}
                placeholder={t('receipt.take_hint')}
                source={openOrderSource(doc.company_id, doc.supplier_id)}
                load={openOrderLines}
                onLoaded={(lines) => change(withOrder(doc, lines))}
              />
              <SerialNumbers lines={doc.lines} onNamed={(lines) => change({ lines })} />
            </>
          )}
        </>
      )}
    />
  )
}
