import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import { StartFrom, useHandedOver } from '@/shared/ui/document/start-from'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { linesToSendBack, returnOfReceipt } from '../api/earlier-documents'
import { postedReceiptSource } from '../api/sources'
import { PostingNotes } from '../components/posting-notes'
import { TakePieces } from '../components/take-pieces'
import { useGoodsActions } from '../components/use-goods-actions'
import { usePieceColumns } from '../components/use-piece-columns'
import { useSupplierReturnColumns } from '../components/use-supplier-return-columns'
import {
  blankSupplierReturn,
  newLine,
  ofOwnership,
  readSupplierReturn,
  SUPPLIER_RETURN_REASONS,
  type SupplierReturnDraft,
  type SupplierReturnLine,
  supplierReturnBody,
  trimSupplierReturn,
  withReceipt,
} from '../rules/supplier-return-draft'

const LIST = '/inventory/supplier-returns'
const OWNERSHIPS = ['own', 'consignment', 'owner_supplied'] as const

export default function SupplierReturnPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const [search] = useSearchParams()
  const { company } = useScope()
  const head = useHeadFields<SupplierReturnDraft>()
  const columns = useSupplierReturnColumns()
  const { received } = usePieceColumns()
  const actions = useGoodsActions<SupplierReturnDraft>({
    label: t('supplier_return.do'),
    grant: 'inventory.supplier_return',
  })
  const blank = useHandedOver<SupplierReturnDraft>((newId) => blankSupplierReturn(newId, company?.id ?? ''))

  const receipt = search.get('receipt')
  if (id === 'new' && receipt)
    return (
      <StartFrom
        from={`receipt:${receipt}`}
        make={(newId) => returnOfReceipt(newId, receipt)}
        listHref={LIST}
      />
    )

  const spec: DocumentSpec<SupplierReturnDraft> = {
    type: 'supplier_return',
    resource: '/api/v1/supplier-returns',
    blank,
    read: readSupplierReturn,
    trim: trimSupplierReturn,
    toBody: supplierReturnBody,
  }
  return (
    <DocumentPage<SupplierReturnDraft, SupplierReturnLine>
      spec={spec}
      id={id}
      title={({ ownership }) => t(`supplier_return.titles.${ownership}`)}
      listHref={LIST}
      grant="inventory.supplier_return"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        {
          name: 'ownership',
          label: t('receipt.ownership'),
          kind: 'select',
          required: true,
          options: OWNERSHIPS.map((value) => ({ value, label: t(`receipt.${value}`) })),
          also: (value) => ofOwnership(doc, value as SupplierReturnDraft['ownership']),
        },
        ...(doc.ownership === 'owner_supplied' ? [] : [head.supplier(doc)]),
        head.warehouse(doc, {
          also: () => ({ lines: doc.lines.map((line) => ({ ...line, bin_id: null, bin_code: '' })) }),
        }),
        {
          name: 'reason',
          label: t('supplier_return.reason'),
          kind: 'select',
          required: true,
          options: SUPPLIER_RETURN_REASONS.map((value) => ({
            value,
            label: t(`supplier_return.reasons.${value}`),
          })),
        },
        head.businessDate(),
        head.remark(),
      ]}
      lines={{ columns, newLine: () => newLine() }}
      actions={actions}
      above={(doc, change) => (
        <>
          <PostingNotes doc={doc} listHref={LIST} />
          {doc.state === 'draft' && (
            <>
              <LoadItemUnits lines={doc.lines} />
              <TakePieces
                label={t('supplier_return.take_all')}
                placeholder={t('supplier_return.take_hint')}
                question={t('serial.goes_back')}
                columns={received}
                source={postedReceiptSource(doc.company_id, doc.supplier_id, doc.ownership)}
                load={(receiptId) => linesToSendBack(receiptId, doc.ownership)}
                onLoaded={(lines) => change(withReceipt(doc, lines))}
              />
            </>
          )}
        </>
      )}
    />
  )
}
