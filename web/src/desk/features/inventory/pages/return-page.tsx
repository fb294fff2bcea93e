import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import { StartFrom, useHandedOver } from '@/shared/ui/document/start-from'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { returnableLines, returnOfIssue } from '../api/earlier-documents'
import { postedIssueSource } from '../api/sources'
import { PostingNotes } from '../components/posting-notes'
import { TakePieces } from '../components/take-pieces'
import { useGoodsActions } from '../components/use-goods-actions'
import { usePieceColumns } from '../components/use-piece-columns'
import { useReturnColumns } from '../components/use-return-columns'
import { noPlace } from '../rules/goods-draft'
import {
  blankReturn,
  newLine,
  type ReturnDraft,
  type ReturnLine,
  readReturn,
  returnBody,
  trimReturn,
  withIssue,
} from '../rules/return-draft'

const LIST = '/inventory/returns'

export default function ReturnPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const [search] = useSearchParams()
  const { company } = useScope()
  const head = useHeadFields<ReturnDraft>()
  const columns = useReturnColumns()
  const { issued } = usePieceColumns()
  const actions = useGoodsActions<ReturnDraft>({ label: t('return.do'), grant: 'inventory.return' })
  const blank = useHandedOver<ReturnDraft>((newId) => blankReturn(newId, company?.id ?? ''))

  const issue = search.get('issue')
  if (id === 'new' && issue)
    return <StartFrom from={`issue:${issue}`} make={(newId) => returnOfIssue(newId, issue)} listHref={LIST} />

  const spec: DocumentSpec<ReturnDraft> = {
    type: 'material_return',
    resource: '/api/v1/material-returns',
    blank,
    read: readReturn,
    trim: trimReturn,
    toBody: returnBody,
  }
  return (
    <DocumentPage<ReturnDraft, ReturnLine>
      spec={spec}
      id={id}
      title={t('common:document_type.material_return')}
      listHref={LIST}
      grant="inventory.return"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.warehouse(doc, { also: () => ({ lines: doc.lines.map((line) => ({ ...line, ...noPlace })) }) }),
        head.businessDate(),
        { name: 'notional', label: t('return.notional'), kind: 'boolean', hint: t('return.notional_hint') },
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
              <TakePieces
                label={t('return.take_all')}
                placeholder={t('return.take_hint')}
                question={t('serial.came_back')}
                columns={issued}
                source={postedIssueSource(doc.company_id)}
                load={returnableLines}
                onLoaded={(lines) => change(withIssue(doc, lines))}
              />
            </>
          )}
        </>
      )}
    />
  )
}
