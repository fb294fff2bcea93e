import { useTranslation } from 'react-i18next'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import { StartFrom, useHandedOver } from '@/shared/ui/document/start-from'
import type { HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { issueOfRequisition } from '../api/earlier-documents'
import { BatchProposal } from '../components/batch-proposal'
import { PlaceStock } from '../components/place-stock'
import { PostingNotes } from '../components/posting-notes'
import { RequisitionField } from '../components/requisition-field'
import { SerialPicker } from '../components/serial-picker'
import { useGoodsActions } from '../components/use-goods-actions'
import { drawnFor, useIssueColumns } from '../components/use-issue-columns'
import { useIssuedActions } from '../components/use-issued-actions'
import {
  blankIssue,
  type IssueDraft,
  type IssueLine,
  issueBody,
  newLine,
  readIssue,
  trimIssue,
} from '../rules/issue-draft'
import { notPlaced } from '../rules/stock-line'

const LIST = '/inventory/issues'

export default function IssuePage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const [search] = useSearchParams()
  const { company, project } = useScope()
  const head = useHeadFields<IssueDraft>()
  const items = useItemColumns<IssueLine>()
  const columns = useIssueColumns()
  const actions = useGoodsActions<IssueDraft>({
    label: t('issue.do'),
    grant: 'inventory.issue',
    more: [
      ...useIssuedActions<IssueDraft>(),
      {
        verb: 'batches',
        label: t('issue.batches'),
        grant: 'inventory.read',
        states: ['posted', 'reversed'],
        offered: (doc) => doc.lines.some(({ batch_id }) => batch_id !== null),
        href: (doc) => `/stock/used-batches?document_id=${doc.id}`,
      },
    ],
  })
  const work = project ? { project_id: project.id, project_code: project.label, project_name: null } : {}
  const blank = useHandedOver<IssueDraft>((newId) => blankIssue(newId, company?.id ?? '', work))

  const requisition = search.get('requisition')
  if (id === 'new' && requisition)
    return (
      <StartFrom
        from={`requisition:${requisition}`}
        make={(newId) => issueOfRequisition(newId, requisition)}
        listHref={LIST}
      />
    )

  const spec: DocumentSpec<IssueDraft> = {
    type: 'goods_issue',
    resource: '/api/v1/goods-issues',
    blank,
    read: readIssue,
    trim: trimIssue,
    toBody: issueBody,
  }
  const fields = (doc: IssueDraft): HeadField<IssueDraft>[] => [
    ...head.company(doc),
    doc.state === 'draft'
      ? {
          name: 'requisition_id',
          label: t('issue.requisition'),
          kind: 'custom',
          hint: t('issue.requisition_hint'),
          render: (field) => (
            <RequisitionField id={field.id} issue={doc} invalid={field.invalid} onChange={field.set} />
          ),
        }
      : {
          name: 'requisition_id',
          label: t('issue.requisition'),
          kind: 'readonly',
          show: doc.requisition_number ?? '\u2013',
        },
    head.warehouse(doc, {
      also: () => ({ lines: doc.lines.map((line) => ({ ...line, ...notPlaced })) }),
    }),
    { name: 'recipient', label: t('issue.recipient'), kind: 'text', maxLength: 100 },
    head.businessDate(),
    head.remark(2),
  ]

  return (
    <DocumentPage<IssueDraft, IssueLine>
      spec={spec}
      id={id}
      title={t('common:document_type.goods_issue')}
      listHref={LIST}
      grant="inventory.issue"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={fields}
      lines={{
        columns,
        newLine: (_doc, above) => newLine(above, work),
        onScan: (doc, code, active) =>
          items.on(doc.business_date).onScan(
            doc.lines,
            code,
            active,
            (above) => newLine(above, work),
            () => notPlaced,
          ),
      }}
      actions={actions}
      above={(doc, change) => (
        <>
          {doc.supplier_id && <Navigate to={`/inventory/direct/${doc.id}`} replace />}
          {doc.lines.some(({ from_line_id }) => from_line_id) && (
            <Navigate to={`/inventory/taken-over/${doc.id}`} replace />
          )}
          <PostingNotes doc={doc} listHref={LIST} />
          {doc.state === 'draft' && (
            <>
              <LoadItemUnits lines={doc.lines} />
              <PlaceStock
                lines={doc.lines}
                warehouseId={doc.warehouse_id}
                whose={drawnFor}
                on={doc.business_date}
                onPlaced={(lines) => change({ lines })}
              />
              <SerialPicker
                lines={doc.lines}
                warehouseId={doc.warehouse_id}
                whose={drawnFor}
                on={doc.business_date}
                onPicked={(lines) => change({ lines })}
              />
              <BatchProposal issue={doc} onTake={(lines) => change({ lines })} />
            </>
          )}
        </>
      )}
    />
  )
}
