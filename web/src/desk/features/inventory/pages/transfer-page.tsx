import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { ofCompany, projectSource } from '@/shared/ui/sources'
import { PlaceStock } from '../components/place-stock'
import { PostingNotes } from '../components/posting-notes'
import { SerialPicker } from '../components/serial-picker'
import { TransferSides } from '../components/transfer-sides'
import { useGoodsColumns } from '../components/use-goods-columns'
import { useTransferActions } from '../components/use-transfer-actions'
import { notPlaced } from '../rules/stock-line'
import {
  blankTransfer,
  changesHands,
  newLine,
  noTarget,
  readTransfer,
  type TransferDraft,
  type TransferLine,
  transferBody,
  trimTransfer,
} from '../rules/transfer-draft'

const LIST = '/inventory/transfers'

/** Anybody's stock may be moved; it stays theirs unless a line says whose it becomes. */
const anybody = () => 'anybody' as const

export default function TransferPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const { company } = useScope()
  const head = useHeadFields<TransferDraft>()
  const items = useItemColumns<TransferLine>()
  const goods = useGoodsColumns<TransferLine>()
  const actions = useTransferActions()

  const spec: DocumentSpec<TransferDraft> = {
    type: 'stock_transfer',
    resource: '/api/v1/stock-transfers',
    blank: (newId) => blankTransfer(newId, company?.id ?? ''),
    read: readTransfer,
    trim: trimTransfer,
    toBody: transferBody,
  }
  const from = (doc: TransferDraft) => goods.takenFrom<TransferLine>(doc.warehouse_id, anybody)
  const becomes: GridColumn<TransferLine> = {
    kind: 'select',
    key: 'becomes',
    title: t('transfer.becomes'),
    width: 110,
    options: [
      { value: '', label: t('transfer.stays') },
      { value: 'general', label: t('stock.general') },
    ],
  }
  const columns = (doc: TransferDraft): GridColumn<TransferLine>[] => [
    items.on(doc.business_date).item(() => notPlaced),
    ...items.specification(doc),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    ...(doc.state === 'draft' ? [from(doc), goods.onHand<TransferLine>()] : []),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    ...goods.worth<TransferLine>(doc),
    ...(doc.state === 'draft' ? [] : [from(doc)]),
    goods.targetBin<TransferLine>(doc.target_warehouse_id),
    pickColumn({
      key: 'target_owner_id',
      title: t('transfer.target_owner'),
      width: 150,
      source: () => ofCompany(projectSource, doc.company_id),
      show: (line) =>
        line.becomes === 'general' && doc.state !== 'draft'
          ? t('stock.general')
          : codeAndName(line.target_owner_code, line.target_owner_name),
      choose: (_line, choice) => ({
        target_owner_id: choice?.value ?? null,
        target_owner_code: choice?.row.code ?? null,
        target_owner_name: choice?.row.name ?? null,
      }),
      fields: ['target_owner_id', 'target_owner_code', 'target_owner_name'],
    }),
    ...(doc.state === 'draft' ? [becomes] : []),
    goods.remark(),
  ]

  return (
    <DocumentPage<TransferDraft, TransferLine>
      spec={spec}
      id={id}
      title={t('common:document_type.stock_transfer')}
      listHref={LIST}
      grant="inventory.transfer"
      steps={(doc) => (changesHands(doc) ? ['draft', 'proposed', 'agreed', 'posted'] : ['draft', 'posted'])}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.warehouse(doc, {
          label: t('transfer.warehouse'),
          also: () => ({ lines: doc.lines.map((line) => ({ ...line, ...notPlaced })) }),
        }),
        head.warehouse(doc, {
          prefix: 'target_warehouse',
          label: t('transfer.target_warehouse'),
          also: () => ({ lines: doc.lines.map((line) => ({ ...line, ...noTarget })) }),
        }),
        head.businessDate(),
        head.remark(),
      ]}
      lines={{
        columns,
        newLine: (_doc, above) => newLine(above),
        onScan: (doc, code, active) =>
          items.on(doc.business_date).onScan(doc.lines, code, active, newLine, () => notPlaced),
      }}
      actions={actions}
      above={(doc, change) => (
        <>
          <PostingNotes doc={doc} listHref={LIST} />
          <TransferSides doc={doc} />
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
