import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentAction, HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { Money } from '@/shared/ui/figures'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { partySource } from '@/shared/ui/sources'
import { ReversalNote } from '../components/reversal-note'
import { useValueColumns } from '../components/use-value-columns'
import { ValuePreview } from '../components/value-preview'
import {
  BASES,
  blankValueNote,
  KINDS,
  newLine,
  readValueNote,
  trimValueNote,
  type ValueNoteDraft,
  type ValueNoteLine,
  valueNoteBody,
} from '../rules/value-note-draft'

const LIST = '/costing/value-notes'

const spec = (companyId: string): DocumentSpec<ValueNoteDraft> => ({
  type: 'value_note',
  resource: '/api/v1/value-notes',
  blank: (id) => blankValueNote(id, companyId),
  read: readValueNote,
  trim: trimValueNote,
  toBody: valueNoteBody,
})

export default function ValueNotePage() {
  const { t } = useTranslation('costing')
  const { id = 'new' } = useParams()
  const { company } = useScope()
  const fields = useFields()
  const columns = useValueColumns()

  const figures = (note: ValueNoteDraft) => [
    { label: t('value.kind'), value: t(`value.kinds.${note.kind}`) },
    { label: t('words:lines_count'), value: String(note.lines.length) },
    ...(note.state === 'draft' ? [] : [{ label: t('value.change'), value: <Money value={note.amount} /> }]),
  ]
  const actions: DocumentAction<ValueNoteDraft>[] = [
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
    {
      verb: 'post',
      label: t('note.record'),
      grant: 'costing.record',
      states: ['draft'],
      main: true,
      figures,
    },
  ]

  return (
    <DocumentPage<ValueNoteDraft, ValueNoteLine>
      spec={spec(company?.id ?? '')}
      id={id}
      title={t('common:document_type.value_note')}
      listHref={LIST}
      grant="costing.record"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={fields}
      lines={{ columns, newLine }}
      actions={actions}
      above={(note, change) => (
        <>
          <ReversalNote note={note} listHref={LIST} />
          {note.state === 'draft' && <ValuePreview note={note} change={change} />}
        </>
      )}
    />
  )
}

/** What the head asks depends on the kind: a charge and how it is spread, or two rates. */
function useFields(): (note: ValueNoteDraft) => HeadField<ValueNoteDraft>[] {
  const { t } = useTranslation('costing')
  const head = useHeadFields<ValueNoteDraft>()
  const text = (name: 'charge' | 'rate_before' | 'rate_after'): HeadField<ValueNoteDraft> => ({
    name,
    label: t(`value.${name}`),
    kind: 'text',
    required: true,
    maxLength: 19,
  })
  return (note) => [
    ...head.company(note),
    {
      name: 'kind',
      label: t('value.kind'),
      kind: 'select',
      required: true,
      options: KINDS.map((kind) => ({ value: kind, label: t(`value.kinds.${kind}`) })),
    },
    head.businessDate(),
    ...(note.kind === 'landed_cost'
      ? [
          text('charge'),
          {
            name: 'basis' as const,
            label: t('value.basis'),
            kind: 'select' as const,
            required: true,
            options: BASES.map((basis) => ({ value: basis, label: t(`value.bases.${basis}`) })),
          },
        ]
      : []),
    ...(note.kind === 'exchange_rate' ? [text('rate_before'), text('rate_after')] : []),
    {
      name: 'party_id',
      label: t('note.party'),
      kind: 'remote',
      source: partySource(),
      shown: codeAndName(note.party_code, note.party_name),
      choose: (choice) => {
        const row = choice?.row as { code: string; name: string } | undefined
        return { party_code: row?.code ?? null, party_name: row?.name ?? null }
      },
    },
    { name: 'reference', label: t('value.reference'), kind: 'text', maxLength: 50 },
    head.remark(2),
  ]
}
