import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { PlaceStock } from '../components/place-stock'
import { PostingNotes } from '../components/posting-notes'
import { SerialPicker } from '../components/serial-picker'
import { useGoodsActions } from '../components/use-goods-actions'
import { useGoodsColumns } from '../components/use-goods-columns'
import {
  blankScrap,
  newLine,
  readScrap,
  SCRAP_REASONS,
  type ScrapDraft,
  type ScrapLine,
  scrapBody,
  trimScrap,
} from '../rules/scrap-draft'
import { notPlaced } from '../rules/stock-line'

const LIST = '/inventory/scraps'

const anybody = () => 'anybody' as const

export default function ScrapPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const { company } = useScope()
  const head = useHeadFields<ScrapDraft>()
  const items = useItemColumns<ScrapLine>()
  const goods = useGoodsColumns<ScrapLine>()
  const actions = useGoodsActions<ScrapDraft>({ label: t('scrap.do'), grant: 'inventory.scrap' })

  const spec: DocumentSpec<ScrapDraft> = {
    type: 'stock_scrap',
    resource: '/api/v1/stock-scraps',
    blank: (newId) => blankScrap(newId, company?.id ?? ''),
    read: readScrap,
    trim: trimScrap,
    toBody: scrapBody,
  }
  const from = (doc: ScrapDraft) => goods.takenFrom<ScrapLine>(doc.warehouse_id, anybody)
  const columns = (doc: ScrapDraft): GridColumn<ScrapLine>[] => [
    items.on(doc.business_date).item(() => notPlaced),
    ...items.specification(doc),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    ...(doc.state === 'draft' ? [from(doc), goods.onHand<ScrapLine>()] : []),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    ...goods.worth<ScrapLine>(doc),
    ...(doc.state === 'draft' ? [] : [from(doc)]),
    goods.remark(),
  ]

  return (
    <DocumentPage<ScrapDraft, ScrapLine>
      spec={spec}
      id={id}
      title={t('common:document_type.stock_scrap')}
      listHref={LIST}
      grant="inventory.scrap"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.warehouse(doc, {
          also: () => ({ lines: doc.lines.map((line) => ({ ...line, ...notPlaced })) }),
        }),
        {
          name: 'reason',
          label: t('scrap.reason'),
          kind: 'select',
          required: true,
          options: SCRAP_REASONS.map((value) => ({ value, label: t(`scrap.reasons.${value}`) })),
        },
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
