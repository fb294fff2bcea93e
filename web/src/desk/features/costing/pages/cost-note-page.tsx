import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import { sum } from '@/shared/lib/arithmetic'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentAction } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { Money } from '@/shared/ui/figures'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { useWorkColumns } from '@/shared/ui/lines/use-work-columns'
import { partySource } from '@/shared/ui/sources'
import { withoutGoods } from '../api/categories-without-goods'
import { ReversalNote } from '../components/reversal-note'
import {
  blankCostNote,
  type CostNoteDraft,
  type CostNoteLine,
  costNoteBody,
  newLine,
  readCostNote,
  trimCostNote,
} from '../rules/cost-note-draft'

const LIST = '/costing/notes'

export default function CostNotePage() {
  const { t } = useTranslation('costing')
  const { id = 'new' } = useParams()
  const { company, project } = useScope()
  const head = useHeadFields<CostNoteDraft>()
  const work = useWorkColumns<CostNoteLine>()

  const start = project ? { project_id: project.id, project_code: project.label, project_name: null } : {}
  const spec: DocumentSpec<CostNoteDraft> = {
    type: 'cost_note',
    resource: '/api/v1/cost-notes',
    blank: (newId) => blankCostNote(newId, company?.id ?? '', start),
    read: readCostNote,
    trim: trimCostNote,
    toBody: costNoteBody,
  }
  const projectOf = (line: CostNoteLine) => line.project_id
  const columns: GridColumn<CostNoteLine>[] = [
    work.project<CostNoteLine>(),
    work.node(projectOf),
    work.category(projectOf, withoutGoods),
    { kind: 'number', key: 'amount', title: t('words:amount'), format: 'money', width: 130, total: true },
    { kind: 'text', key: 'description', title: t('note.description'), width: 220 },
    pickColumn({
      key: 'party_id',
      title: t('note.party'),
      width: 180,
      source: () => partySource(),
      show: (line) => codeAndName(line.party_code, line.party_name),
      copy: (line) => line.party_code ?? '',
      choose: (_line, choice) => ({
        party_id: choice?.value ?? null,
        party_code: choice?.row.code ?? null,
        party_name: choice?.row.name ?? null,
      }),
      fields: ['party_id', 'party_code', 'party_name'],
    }),
  ]
  const figures = (note: CostNoteDraft) => [
    { label: t('words:lines_count'), value: String(note.lines.length) },
    { label: t('words:amount'), value: <Money value={sum(note.lines.map(({ amount }) => amount))} /> },
  ]
  const record = { label: t('note.record'), grant: 'costing.record', states: ['draft'], main: true }
  const actions: DocumentAction<CostNoteDraft>[] = [
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
    <DocumentPage<CostNoteDraft, CostNoteLine>
      spec={spec}
      id={id}
      title={t('common:document_type.cost_note')}
      listHref={LIST}
      grant="costing.record"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={(note) => [...head.company(note), head.businessDate(), head.remark(2)]}
      lines={{ columns: () => columns, newLine: (_note, above) => newLine(above, start) }}
      actions={actions}
      above={(note) => (
        <>
          {note.kind === 'over_use' && <Navigate to={`/costing/over-use/${note.id}`} replace />}
          <ReversalNote note={note} listHref={LIST} />
        </>
      )}
    />
  )
}
