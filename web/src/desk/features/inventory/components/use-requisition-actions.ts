import { useTranslation } from 'react-i18next'
import { useCan, useMe } from '@/shared/session/use-me'
import type { DocumentAction } from '@/shared/ui/document/types'
import type { RequisitionDraft } from '../rules/requisition-draft'

/** What can be done with a requisition, by who wrote it, who approves it and who issues on it. */
export function useRequisitionActions(): DocumentAction<RequisitionDraft>[] {
  const { t } = useTranslation('inventory')
  const me = useMe().person.id
  const can = useCan()

  const mine = (doc: RequisitionDraft) => [doc.created_by, doc.submitted_by].includes(me)
  const whole = (doc: RequisitionDraft) => [
    { label: t('words:project'), value: `${doc.project_code} ${doc.project_name}` },
    { label: t('words:warehouse'), value: doc.warehouse_name },
    { label: t('words:lines_count'), value: String(doc.lines.filter(({ item_id }) => item_id).length) },
  ]
  return [
    {
      verb: 'close',
      label: t('requisition.close'),
      states: ['approved'],
      offered: () => can('inventory.requisition') || can('inventory.issue'),
      figures: (doc) => [
        ...whole(doc),
        { label: t('requisition.progress'), value: t(`common:state.${doc.issued}`) },
      ],
    },
    {
      verb: 'withdraw',
      label: t('requisition.withdraw'),
      grant: 'inventory.requisition',
      states: ['submitted'],
      offered: mine,
    },
    {
      verb: 'reject',
      label: t('requisition.reject'),
      grant: 'inventory.approve',
      states: ['submitted'],
      danger: true,
      needsReason: true,
      figures: whole,
    },
    {
      verb: 'submit',
      label: t('requisition.submit'),
      grant: 'inventory.requisition',
      states: ['draft'],
      main: true,
    },
    {
      verb: 'approve',
      label: t('requisition.approve'),
      grant: 'inventory.approve',
      states: ['submitted'],
      main: true,
      offered: (doc) => !mine(doc),
      figures: whole,
    },
    {
      verb: 'issue',
      label: t('requisition.issue'),
      grant: 'inventory.issue',
      states: ['approved'],
      main: true,
      offered: (doc) => doc.issued !== 'fully',
      href: (doc) => `/inventory/issues/new?requisition=${doc.id}`,
    },
  ]
}
