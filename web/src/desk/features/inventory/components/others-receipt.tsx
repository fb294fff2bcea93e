import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { type GoodsHead, type GoodsLine, noPlace } from '../rules/goods-draft'
import { PostingNotes } from './posting-notes'
import { SerialNumbers } from './serial-numbers'
import { useGoodsActions } from './use-goods-actions'
import { type NumberedLine, useGoodsColumns } from './use-goods-columns'

const LIST = '/inventory/receipts'

interface OthersDraft<L> extends GoodsHead {
  delivery_note: string
  lines: L[]
}

interface OthersReceiptProps<T extends OthersDraft<L>, L extends GoodsLine & NumberedLine> {
  /** Where its words stand. */
  words: 'supply' | 'consign'
  sendBack: string
  draft: Pick<DocumentSpec<T>, 'blank' | 'read' | 'trim' | 'toBody'>
  newLine: (above?: L) => L
  /** Who brings the goods, at the head. */
  from?: (doc: T) => HeadField<T>
  /** What only these lines have. */
  own: (doc: T) => GridColumn<L>[]
}

/** A receipt of what is not ours: no order stands behind it, and it is kept in quantity and worth nothing to us. */
export function OthersReceipt<T extends OthersDraft<L>, L extends GoodsLine & NumberedLine>(
  props: OthersReceiptProps<T, L>,
) {
  const { words, sendBack, draft, newLine, from, own } = props
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const head = useHeadFields<T>()
  const items = useItemColumns<L>()
  const goods = useGoodsColumns<L>()
  const actions = useGoodsActions<T>({
    label: t('receipt.do'),
    grant: 'inventory.receive',
    more: [
      {
        verb: 'send_back',
        label: sendBack,
        grant: 'inventory.supplier_return',
        states: ['posted'],
        offered: (doc) => doc.reverses_id === null,
        href: (doc) => `/inventory/supplier-returns/new?receipt=${doc.id}`,
      },
    ],
  })
  const columns = (doc: T): GridColumn<L>[] => [
    items.on(doc.business_date).item(() => ({})),
    ...items.specification(doc),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    ...own(doc),
    goods.bin<L>(doc.warehouse_id),
    ...goods.numbers(doc.lines),
    goods.remark(),
  ]
  const placeless = (doc: T) =>
    ({ lines: doc.lines.map((line) => ({ ...line, ...noPlace })) }) as unknown as Partial<T>

  return (
    <DocumentPage<T, L>
      spec={{ type: 'goods_receipt', resource: '/api/v1/goods-receipts', ...draft }}
      id={id}
      title={t(`${words}.title`)}
      listHref={LIST}
      grant="inventory.receive"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        ...(from ? [from(doc)] : []),
        head.warehouse(doc, { also: () => placeless(doc) }),
        { name: 'delivery_note', label: t('receipt.delivery_note'), kind: 'text', maxLength: 50 },
        head.businessDate(),
        head.remark(2),
      ]}
      lines={{
        columns,
        newLine: (_doc, above) => newLine(above),
        onScan: (doc, code, active) =>
          items.on(doc.business_date).onScan(doc.lines, code, active, newLine, () => ({})),
      }}
      actions={actions}
      above={(doc, change) => (
        <>
          <PostingNotes doc={doc} listHref={LIST} />
          {doc.state === 'draft' && (
            <>
              <Alert type="info" showIcon title={t(`${words}.hint`)} />
              <LoadItemUnits lines={doc.lines} />
              <SerialNumbers lines={doc.lines} onNamed={(lines) => change({ lines } as Partial<T>)} />
            </>
          )}
        </>
      )}
    />
  )
}
