import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { CountChanges } from '../components/count-changes'
import { PlaceStock } from '../components/place-stock'
import { PostingNotes } from '../components/posting-notes'
import { SerialPicker } from '../components/serial-picker'
import { useGoodsActions } from '../components/use-goods-actions'
import { useGoodsColumns } from '../components/use-goods-columns'
import {
  blankCount,
  COUNT_REASONS,
  type CountDraft,
  type CountLine,
  countBody,
  newLine,
  readCount,
  trimCount,
} from '../rules/count-draft'
import { notPlaced } from '../rules/stock-line'

const LIST = '/inventory/counts'

const anybody = () => 'anybody' as const

export default function CountPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const { company } = useScope()
  const can = useCan()
  const head = useHeadFields<CountDraft>()
  const items = useItemColumns<CountLine>()
  const goods = useGoodsColumns<CountLine>()
  const actions = useGoodsActions<CountDraft>({ label: t('count.do'), grant: 'inventory.count' })

  const spec: DocumentSpec<CountDraft> = {
    type: 'stock_count',
    resource: '/api/v1/stock-counts',
    blank: (newId) => blankCount(newId, company?.id ?? ''),
    read: readCount,
    trim: trimCount,
    toBody: countBody,
  }
  const price: GridColumn<CountLine> = {
    kind: 'number',
    key: 'price',
    title: t('count.price'),
    format: 'unit_price',
    width: 110,
  }
  const place = (doc: CountDraft): GridColumn<CountLine> => ({
    ...goods.takenFrom<CountLine>(doc.warehouse_id, anybody),
    title: t('count.place'),
  })
  const columns = (doc: CountDraft): GridColumn<CountLine>[] => [
    items.on(doc.business_date).item(() => notPlaced),
    ...items.specification(doc),
    place(doc),
    ...(doc.state === 'draft'
      ? [goods.onHand<CountLine>()]
      : [items.inBaseUnit('book_quantity', t('count.book'))]),
    items.on(doc.business_date).quantity(t('count.counted')),
    ...goods.second(doc.lines),
    ...(doc.state === 'draft' ? [] : [items.inBaseUnit('difference', t('count.difference'))]),
    ...(doc.changes.length > 0 ? [items.inBaseUnit('difference_now', t('count.difference_now'))] : []),
    {
      kind: 'select',
      key: 'reason',
      title: t('count.reason'),
      width: 110,
      options: COUNT_REASONS.map((value) => ({ value, label: t(`count.reasons.${value}`) })),
    },
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    ...(can('cost.read') ? [price] : []),
    ...goods.worth<CountLine>(doc),
    goods.remark(),
  ]

  return (
    <DocumentPage<CountDraft, CountLine>
      spec={spec}
      id={id}
      title={t('common:document_type.stock_count')}
      listHref={LIST}
      grant="inventory.count"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.warehouse(doc, {
          also: () => ({ lines: doc.lines.map((line) => ({ ...line, ...notPlaced })) }),
        }),
        head.businessDate(),
        head.remark(),
      ]}
      lines={{
        columns,
        newLine: () => newLine(),
        onScan: (doc, code, active) =>
          items.on(doc.business_date).onScan(doc.lines, code, active, newLine, () => notPlaced),
      }}
      actions={actions}
      above={(doc, change) => (
        <>
          <PostingNotes doc={doc} listHref={LIST} />
          <CountChanges changes={doc.changes} />
          {doc.state === 'draft' && (
            <>
              <LoadItemUnits lines={doc.lines} />
              <PlaceStock
                lines={doc.lines}
                warehouseId={doc.warehouse_id}
                whose={anybody}
                onPlaced={(lines) => change({ lines })}
              />
              <SerialPicker
                lines={doc.lines}
                warehouseId={doc.warehouse_id}
                whose={anybody}
                onPicked={(lines) => change({ lines })}
              />
            </>
          )}
        </>
      )}
    />
  )
}
