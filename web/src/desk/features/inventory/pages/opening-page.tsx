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
import { PostingNotes } from '../components/posting-notes'
import { SerialNumbers } from '../components/serial-numbers'
import { useGoodsActions } from '../components/use-goods-actions'
import { useGoodsColumns } from '../components/use-goods-columns'
import {
  blankOpening,
  newLine,
  type OpeningDraft,
  type OpeningLine,
  openingBody,
  readOpening,
  trimOpening,
  worthOfPiece,
} from '../rules/opening-draft'

const LIST = '/inventory/openings'

export default function OpeningPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const { company } = useScope()
  const head = useHeadFields<OpeningDraft>()
  const items = useItemColumns<OpeningLine>()
  const goods = useGoodsColumns<OpeningLine>()
  const actions = useGoodsActions<OpeningDraft>({ label: t('opening.do'), grant: 'inventory.open' })

  const spec: DocumentSpec<OpeningDraft> = {
    type: 'opening_balance',
    resource: '/api/v1/opening-balances',
    blank: (newId) => blankOpening(newId, company?.id ?? ''),
    read: readOpening,
    trim: trimOpening,
    toBody: openingBody,
  }
  const owner = (doc: OpeningDraft): GridColumn<OpeningLine> =>
    pickColumn({
      key: 'owner_id',
      title: t('opening.owner'),
      width: 170,
      source: () => ofCompany(projectSource, doc.company_id),
      show: (line) =>
        line.item_id ? codeAndName(line.owner_code, line.owner_name) || t('stock.general') : '',
      copy: (line) => line.owner_code ?? '',
      choose: (_line, choice) => ({
        owner_id: choice?.value ?? null,
        owner_code: choice?.row.code ?? null,
        owner_name: choice?.row.name ?? null,
      }),
      fields: ['owner_id', 'owner_code', 'owner_name'],
    })
  const columns = (doc: OpeningDraft): GridColumn<OpeningLine>[] => [
    items.on(doc.business_date).item(() => ({})),
    ...items.specification(doc),
    items.on(doc.business_date).quantity(),
    ...goods.second(doc.lines),
    { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
    { kind: 'number', key: 'worth', title: t('opening.worth'), format: 'money', width: 120, total: true },
    owner(doc),
    goods.bin<OpeningLine>(doc.warehouse_id),
    ...goods.numbers(doc.lines),
    goods.remark(),
  ]

  return (
    <DocumentPage<OpeningDraft, OpeningLine>
      spec={spec}
      id={id}
      title={t('common:document_type.opening_balance')}
      listHref={LIST}
      grant="inventory.open"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [...head.company(doc), head.warehouse(doc), head.businessDate(), head.remark()]}
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
              <LoadItemUnits lines={doc.lines} />
              <SerialNumbers lines={doc.lines} onNamed={(lines) => change({ lines })} part={worthOfPiece} />
            </>
          )}
        </>
      )}
    />
  )
}
