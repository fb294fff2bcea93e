import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentAction } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { useWorkColumns } from '@/shared/ui/lines/use-work-columns'
import { itemSource } from '@/shared/ui/sources'
import { withoutGoods } from '../api/categories-without-goods'
import { ReversalNote } from '../components/reversal-note'
import {
  blankCharge,
  type ChargeDraft,
  type ChargeLine,
  chargeBody,
  newLine,
  readCharge,
  trimCharge,
} from '../rules/over-use-draft'

const LIST = '/costing/notes'

/** What the employer charges for goods of his that were used beyond what is allowed. */
export default function OverUsePage() {
  const { t } = useTranslation('costing')
  const { id = 'new' } = useParams()
  const { company, project } = useScope()
  const head = useHeadFields<ChargeDraft>()
  const work = useWorkColumns<ChargeLine>()
  const start = project ? { project_id: project.id, project_code: project.label, project_name: null } : {}
  const spec: DocumentSpec<ChargeDraft> = {
    type: 'cost_note',
    resource: '/api/v1/cost-notes',
    blank: (newId) => blankCharge(newId, company?.id ?? '', start),
    read: readCharge,
    trim: trimCharge,
    toBody: chargeBody,
  }
  const projectOf = (line: ChargeLine) => line.project_id
  const columns = (note: ChargeDraft): GridColumn<ChargeLine>[] => [
    work.project<ChargeLine>(),
    pickColumn({
      key: 'item_id',
      title: t('over_use.item'),
      width: 190,
      source: () => itemSource,
      show: (line) => codeAndName(line.item_code, line.item_name),
      copy: (line) => line.item_code ?? '',
      choose: (_line, choice) => ({
        item_id: choice?.value ?? null,
        item_code: choice?.row.code ?? null,
        item_name: choice?.row.name ?? null,
        base_unit: choice?.row.base_unit ?? null,
      }),
      fields: ['item_id', 'item_code', 'item_name', 'base_unit'],
    }),
    { kind: 'number', key: 'quantity', title: t('over_use.quantity'), format: 'quantity', width: 110 },
    { kind: 'readonly', key: 'base_unit', title: t('over_use.unit'), width: 60 },
    { kind: 'number', key: 'price', title: t('over_use.price'), format: 'unit_price', width: 110 },
    ...(note.state === 'draft' && note.version === 0
      ? []
      : [
          {
            kind: 'readonly',
            key: 'amount',
            title: t('words:amount'),
            format: 'money',
            width: 120,
            total: true,
          } as const,
        ]),
    work.node(projectOf),
    work.category(projectOf, withoutGoods),
    { kind: 'text', key: 'description', title: t('note.description'), width: 180 },
  ]
  const figures = (note: ChargeDraft) => [{ label: t('words:lines_count'), value: String(note.lines.length) }]
  const record = { label: t('over_use.do'), grant: 'costing.record', states: ['draft'], main: true }
  const actions: DocumentAction<ChargeDraft>[] = [
    {
      verb: 'reverse',
      label: t('note.reverse'),
      grant: 'costing.reverse',
      states: ['posted'],
      danger: true,
      needsReason: true,
      makesDocument: true,
      offered: (note) => note.reverses_id === null,
      figures,
    },
    { ...record, verb: 'record', oneStep: true, offered: (note) => note.version === 0 },
    { ...record, verb: 'post', offered: (note) => note.version > 0 },
  ]

  return (
    <DocumentPage<ChargeDraft, ChargeLine>
      spec={spec}
      id={id}
      title={t('over_use.title')}
      listHref={LIST}
      grant="costing.record"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(note) => [...head.company(note), head.businessDate(), head.remark(2)]}
      lines={{ columns, newLine: (_note, above) => newLine(above, start) }}
      actions={actions}
      above={(note) => (
        <>
          <ReversalNote note={note} listHref="/costing/over-use" />
          {note.state === 'draft' && (
            <Alert
              type="info"
              showIcon
              title={t('over_use.hint')}
              action={<Link to="/stock/employers-goods?over_used=true">{t('over_use.report')}</Link>}
            />
          )}
        </>
      )}
    />
  )
}
