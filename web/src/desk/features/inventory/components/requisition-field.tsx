import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { sentence } from '@/shared/refusal'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { requisitionById, stockOf } from '../api/earlier-documents'
import { openRequisitionSource } from '../api/sources'
import { type IssueDraft, withoutRequisition, withRequisition } from '../rules/issue-draft'

interface RequisitionFieldProps {
  id: string
  issue: IssueDraft
  invalid: boolean
  onChange: (part: Partial<IssueDraft>) => void
}

/** Chooses the requisition that an issue answers, which brings its warehouse and what is still open of it. */
export function RequisitionField({ id, issue, invalid, onChange }: RequisitionFieldProps) {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const taking = useMutation({
    mutationFn: async (requisitionId: string) => {
      const requisition = await requisitionById(requisitionId)
      const items = requisition.lines.map(({ item_id }) => item_id)
      return { requisition, stock: await stockOf(items, requisition.warehouse_id) }
    },
    onSuccess: ({ requisition, stock }) => onChange(withRequisition(issue, requisition, stock)),
    onError: (refused) => void message.error(sentence(refused)),
  })
  return (
    <RemotePicker
      id={id}
      source={openRequisitionSource(issue.company_id)}
      placeholder={t('issue.requisition_search')}
      value={issue.requisition_id}
      label={issue.requisition_number}
      status={invalid ? 'error' : undefined}
      disabled={taking.isPending}
      onChange={(chosen) => (chosen ? taking.mutate(chosen) : onChange(withoutRequisition(issue)))}
    />
  )
}
