import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import type { GridColumn } from '@/shared/ui/grid/types'
import { useItemColumns } from '@/shared/ui/lines/use-item-columns'
import { LoadItemUnits } from '@/shared/ui/lines/use-item-units'
import { useWorkColumns } from '@/shared/ui/lines/use-work-columns'
import { useRequisitionActions } from '../components/use-requisition-actions'
import {
  blankRequisition,
  newLine,
  type RequisitionDraft,
  type RequisitionLine,
  readRequisition,
  requisitionBody,
  trimRequisition,
  withoutNode,
} from '../rules/requisition-draft'

export default function RequisitionPage() {
  const { t } = useTranslation('inventory')
  const { id = 'new' } = useParams()
  const { company, project } = useScope()
  const head = useHeadFields<RequisitionDraft>()
  const items = useItemColumns<RequisitionLine>()
  const work = useWorkColumns<RequisitionLine>()
  const actions = useRequisitionActions()

  const start = {
    companyId: company?.id ?? '',
    project: project ? { project_id: project.id, project_code: project.label, project_name: '' } : {},
  }
  const spec: DocumentSpec<RequisitionDraft> = {
    type: 'material_requisition',
    resource: '/api/v1/material-requisitions',
    blank: (newId) => blankRequisition(newId, start),
    read: readRequisition,
    trim: trimRequisition,
    toBody: requisitionBody,
  }
  const columns = (doc: RequisitionDraft): GridColumn<RequisitionLine>[] => {
    const decided = doc.state === 'approved' || doc.state === 'closed'
    return [
      items.on(doc.business_date).item(),
      ...items.specification(doc),
      items.on(doc.business_date).quantity(t('requisition.asked')),
      ...(decided
        ? [
            items.inBaseUnit('issued_quantity', t('requisition.issued')),
            items.inBaseUnit('open_quantity', t('requisition.open')),
          ]
        : []),
      { kind: 'readonly', key: 'base_unit', title: t('goods.base_unit'), width: 60 },
      work.node(() => doc.project_id),
      work.category(() => doc.project_id),
      { kind: 'text', key: 'remark', title: t('words:remark') },
    ]
  }

  return (
    <DocumentPage<RequisitionDraft, RequisitionLine>
      spec={spec}
      id={id}
      title={t('common:document_type.material_requisition')}
      listHref="/inventory/requisitions"
      grant="inventory.requisition"
      steps={['draft', 'submitted', 'approved', 'closed']}
      editableIn={['draft']}
      fields={(doc) => [
        ...head.company(doc),
        head.project(doc, () => ({ lines: doc.lines.map(withoutNode) })),
        head.warehouse(doc),
        { name: 'needed_on', label: t('requisition.needed_on'), kind: 'date' },
        head.businessDate(),
        { name: 'use_place', label: t('requisition.use_place'), kind: 'text', span: 2, maxLength: 200 },
        head.remark(2),
      ]}
      lines={{
        columns,
        newLine: (_doc, above) => newLine(above),
        onScan: (doc, code, active) => items.on(doc.business_date).onScan(doc.lines, code, active, newLine),
      }}
      actions={actions}
      above={(doc) =>
        doc.state === 'draft' && (
          <>
            <LoadItemUnits lines={doc.lines} />
            {doc.rejected_reason !== '' && (
              <Alert type="warning" showIcon title={t('words:rejected', { reason: doc.rejected_reason })} />
            )}
          </>
        )
      }
    />
  )
}
