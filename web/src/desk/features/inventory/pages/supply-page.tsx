import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import { useHandedOver } from '@/shared/ui/document/start-from'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { ofCompany, projectSource } from '@/shared/ui/sources'
import { PostingNotes } from '../components/posting-notes'
import { SerialNumbers } from '../components/serial-numbers'
import { useGoodsActions } from '../components/use-goods-actions'
import { useGoodsColumns } from '../components/use-goods-columns'
import { noPlace } from '../rules/goods-draft'
import { isTracked } from '../rules/serial-numbers'
import {
  blankSupply,
  newLine,
  noOwner,
  readSupply,
  type SupplyDraft,
  type SupplyLine,
  supplyBody,
  trimSupply,
} from '../rules/supply-draft'

const LIST = '/inventory/receipts'

/** What the employer supplies for a project: a receipt without order, supplier and price. */
export default function SupplyPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const { company, project } = useScope()
  const head = useHeadFields<SupplyDraft>()
  const items = useItemColumns<SupplyLine>()
  const goods = useGoodsColumns<SupplyLine>()
  const actions = useGoodsActions<SupplyDraft>({
    label: t('receipt.do'),
    grant: 'inventory.receive',
    more: [
      {
        verb: 'send_back',
        label: t('supply.send_back'),
        grant: 'inventory.supplier_return',
        states: ['posted'],
        offered: (doc) => doc.reverses_id === null,
        href: (doc) => `/inventory/supplier-returns/new?receipt=${doc.id}`,
      },
    ],
  })
  const owner = project ? { owner_id: project.id, owner_code: project.label, owner_name: null } : noOwner
  const blank = useHandedOver<SupplyDraft>((newId) => blankSupply(newId, company?.id ?? '', owner))

  const spec: DocumentSpec<SupplyDraft> = {
    type: 'goods_receipt',
    resource: '/api/v1/goods-receipts',
    blank,
    read: readSupply,
    trim: trimSupply,
    toBody: supplyBody,
  }
  const batch = (doc: SupplyDraft): GridColumn<SupplyLine>[] => [
    { kind: 'text', key: 'batch_no', title: goods.numberTitle(doc.lines), width: 120, editable: isTracked },
    { kind: 'date', key: 'production_date', title: t('receipt.production_date'), editable: isTracked },
    { kind: 'date', key: 'expiry_date', title: t('receipt.expiry_date'), editable: isTracked },
  ]
  const forProject = (doc: SupplyDraft): GridColumn<SupplyLine> =>
    pickColumn({
      key: 'owner_id',
      title: t('supply.project'),
      width: 190,
      source: () => ofCompany(projectSource, doc.company_id),
      show: (line) => codeAndName(line.owner_code, line.owner_name),
      copy: (line) => line.owner_code ?? '',
      choose: (_line, choice) => ({
        owner_id: choice?.value ?? null,
        owner_code: choice?.row.code ?? null,
        owner_name: choice?.row.name ?? null,
      }),
      fields: ['owner_id', 'owner_code', 'owner_name'],
    })
  const columns = (doc: SupplyDraft): GridColumn<SupplyLine>[] => [
    items.on(doc.business_date).item(() => ({})),
    ...items.specification(doc),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    forProject(doc),
    goods.bin<SupplyLine>(doc.warehouse_id),
    ...(doc.lines.some(isTracked) ? batch(doc) : []),
    goods.remark(),
  ]

  return (
    <DocumentPage<SupplyDraft, SupplyLine>
      spec={spec}
      id={id}
      title={t('supply.title')}
      listHref={LIST}
      grant="inventory.receive"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.warehouse(doc, { also: () => ({ lines: doc.lines.map((line) => ({ ...line, ...noPlace })) }) }),
        { name: 'delivery_note', label: t('receipt.delivery_note'), kind: 'text', maxLength: 50 },
        head.businessDate(),
        head.remark(2),
      ]}
      lines={{
        columns,
        newLine: (_doc, above) => newLine(above, owner),
        onScan: (doc, code, active) =>
          items.on(doc.business_date).onScan(
            doc.lines,
            code,
            active,
            (above) => newLine(above, owner),
            () => ({}),
          ),
      }}
      actions={actions}
      above={(doc, change) => (
        <>
          <PostingNotes doc={doc} listHref={LIST} />
          {doc.state === 'draft' && (
            <>
              <Alert type="info" showIcon title={t('supply.hint')} />
              <LoadItemUnits lines={doc.lines} />
              <SerialNumbers lines={doc.lines} onNamed={(lines) => change({ lines })} />
            </>
          )}
        </>
      )}
    />
  )
}
