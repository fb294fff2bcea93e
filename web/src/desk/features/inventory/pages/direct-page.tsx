import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import { StartFrom, useHandedOver } from '@/shared/ui/document/start-from'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { directOfOrder, openOrderLines } from '../api/earlier-documents'
import { openOrderSource } from '../api/sources'
import { PostingNotes } from '../components/posting-notes'
import { SerialNumbers } from '../components/serial-numbers'
import { TakeAll } from '../components/take-all'
import { useDirectColumns } from '../components/use-direct-columns'
import { useGoodsActions } from '../components/use-goods-actions'
import { useIssuedActions } from '../components/use-issued-actions'
import {
  blankDirect,
  type DirectDraft,
  type DirectLine,
  directBody,
  newLine,
  readDirect,
  trimDirect,
  withOrder,
} from '../rules/direct-draft'

const LIST = '/inventory/issues'

/** Goods straight from the truck to the work: an issue whose goods a supplier brings. */
export default function DirectPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const [search] = useSearchParams()
  const { company } = useScope()
  const head = useHeadFields<DirectDraft>()
  const columns = useDirectColumns()
  const actions = useGoodsActions<DirectDraft>({
    label: t('direct.do'),
    grant: 'inventory.issue',
    more: useIssuedActions<DirectDraft>(),
  })
  const blank = useHandedOver<DirectDraft>((newId) => blankDirect(newId, company?.id ?? ''))

  const order = search.get('order')
  if (id === 'new' && order)
    return <StartFrom from={`order:${order}`} make={(newId) => directOfOrder(newId, order)} listHref={LIST} />

  const spec: DocumentSpec<DirectDraft> = {
    type: 'goods_issue',
    resource: '/api/v1/goods-issues',
    blank,
    read: readDirect,
    trim: trimDirect,
    toBody: directBody,
  }
  return (
    <DocumentPage<DirectDraft, DirectLine>
      spec={spec}
      id={id}
      title={t('direct.title')}
      listHref={LIST}
      grant="inventory.issue"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.supplier(doc),
        head.warehouse(doc),
        { name: 'delivery_note', label: t('receipt.delivery_note'), kind: 'text', maxLength: 50 },
        { name: 'recipient', label: t('issue.recipient'), kind: 'text', maxLength: 100 },
        head.businessDate(),
        head.remark(2),
      ]}
      lines={{ columns, newLine }}
      actions={actions}
      above={(doc, change) => (
        <>
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
