import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import { StartFrom, useHandedOver } from '@/shared/ui/document/start-from'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { returnableLines, takeOverOfIssue } from '../api/earlier-documents'
import { postedIssueSource } from '../api/sources'
import { PostingNotes } from '../components/posting-notes'
import { TakePieces } from '../components/take-pieces'
import { useGoodsActions } from '../components/use-goods-actions'
import { useIssuedActions } from '../components/use-issued-actions'
import { usePieceColumns } from '../components/use-piece-columns'
import { useTakeOverColumns } from '../components/use-take-over-columns'
import {
  blankTakeOver,
  newLine,
  readTakeOver,
  type TakeOverDraft,
  type TakeOverLine,
  takeOverBody,
  trimTakeOver,
  withIssue,
} from '../rules/take-over-draft'

const LIST = '/inventory/issues'

/** Material that some work drew and other work takes over: an issue whose goods other work gives. */
export default function TakeOverPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const [search] = useSearchParams()
  const { company } = useScope()
  const head = useHeadFields<TakeOverDraft>()
  const columns = useTakeOverColumns()
  const { issued } = usePieceColumns()
  const actions = useGoodsActions<TakeOverDraft>({
    label: t('take_over.do'),
    grant: 'inventory.issue',
    more: useIssuedActions<TakeOverDraft>(),
  })
  const blank = useHandedOver<TakeOverDraft>((newId) => blankTakeOver(newId, company?.id ?? ''))

  const issue = search.get('issue')
  if (id === 'new' && issue)
    return (
      <StartFrom from={`issue:${issue}`} make={(newId) => takeOverOfIssue(newId, issue)} listHref={LIST} />
    )

  const spec: DocumentSpec<TakeOverDraft> = {
    type: 'goods_issue',
    resource: '/api/v1/goods-issues',
    blank,
    read: readTakeOver,
    trim: trimTakeOver,
    toBody: takeOverBody,
  }
  return (
    <DocumentPage<TakeOverDraft, TakeOverLine>
      spec={spec}
      id={id}
      title={t('take_over.title')}
      listHref={LIST}
      grant="inventory.issue"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.warehouse(doc),
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
              <TakePieces
                label={t('take_over.take_all')}
                placeholder={t('return.take_hint')}
                question={t('serial.taken_over')}
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
