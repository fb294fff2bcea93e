import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { DocumentPage } from '@/shared/ui/document/document-page'
import type { DocumentAction, HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { useHeadFields } from '@/shared/ui/document/use-head-fields'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { itemSource } from '@/shared/ui/sources'
import { ReversalNote } from '../components/reversal-note'
import {
  blankMethodChange,
  METHODS,
  type MethodChangeDraft,
  type MethodChangeLine,
  methodChangeBody,
  newLine,
  PICKED_FIELDS,
  readMethodChange,
  trimMethodChange,
  withPicked,
} from '../rules/method-change-draft'

const LIST = '/costing/method-changes'

const spec = (companyId: string): DocumentSpec<MethodChangeDraft> => ({
  type: 'method_change',
  resource: '/api/v1/method-changes',
  blank: (id) => blankMethodChange(id, companyId),
  read: readMethodChange,
  trim: trimMethodChange,
  toBody: methodChangeBody,
})

export default function MethodChangePage() {
  const { t } = useTranslation('costing')
  const { id = 'new' } = useParams()
  const { company } = useScope()
  const fields = useFields()
  const columns = useColumns()

  const figures = (change: MethodChangeDraft) => [
    { label: t('method.since'), value: change.business_date },
    { label: t('words:lines_count'), value: String(change.lines.length) },
  ]
  const actions: DocumentAction<MethodChangeDraft>[] = [
    {
      verb: 'reverse',
      label: t('note.reverse'),
      grant: 'costing.reverse',
      states: ['posted'],
      danger: true,
      needsReason: true,
      makesDocument: true,
      offered: (change) => change.reverses_id === null,
      figures,
    },
    {
      verb: 'post',
      label: t('method.post'),
      grant: 'costing.method',
      states: ['draft'],
      main: true,
      figures,
    },
  ]

  return (
    <DocumentPage<MethodChangeDraft, MethodChangeLine>
      spec={spec(company?.id ?? '')}
      id={id}
      title={t('common:document_type.method_change')}
      listHref={LIST}
      grant="costing.method"
      steps={['draft', 'posted']}
      editableIn={['draft']}
      fields={fields}
      lines={{ columns, newLine }}
      actions={actions}
      above={(change) => (
        <>
          <ReversalNote note={change} listHref={LIST} />
          {change.state === 'draft' && <Alert type="info" showIcon title={t('method.hint')} />}
        </>
      )}
    />
  )
}

function useFields(): (change: MethodChangeDraft) => HeadField<MethodChangeDraft>[] {
  const { t } = useTranslation('costing')
  const head = useHeadFields<MethodChangeDraft>()
  return (change) => [
    ...head.company(change),
    { ...head.businessDate(), label: t('method.since') },
    head.remark(2),
  ]
}

function useColumns(): (change: MethodChangeDraft) => GridColumn<MethodChangeLine>[] {
  const { t } = useTranslation('costing')
  const methods = METHODS.map((value) => ({ value, label: t(`method.methods.${value}`) }))
  const posted: GridColumn<MethodChangeLine>[] = [
    {
      kind: 'readonly',
      key: 'before',
      title: t('method.before'),
      width: 120,
      show: (line) => methods.find(({ value }) => value === line.before)?.label ?? '',
    },
    { kind: 'readonly', key: 'quantity', title: t('method.lay_there'), width: 100, format: 'quantity' },
    { kind: 'readonly', key: 'value', title: t('method.worth'), width: 120, format: 'money', total: true },
  ]
  return (change) => [
    pickColumn({
      key: 'item_id',
      title: t('words:item'),
      width: 190,
      source: () => itemSource,
      show: (line) => codeAndName(line.item_code, line.item_name),
      copy: (line) => line.item_code,
      choose: (_line, choice) => withPicked(choice?.row ?? null),
      fields: PICKED_FIELDS,
    }),
    { kind: 'readonly', key: 'item_specification', title: t('words:specification'), width: 100 },
    { kind: 'readonly', key: 'base_unit', title: t('value.unit'), width: 56 },
    { kind: 'select', key: 'method', title: t('method.method'), width: 120, options: methods },
    ...(change.state === 'draft' ? [] : posted),
  ]
}
