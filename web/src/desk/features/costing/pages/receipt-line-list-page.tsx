import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { useScope } from '@/shared/session/scope'
import { DocumentLink } from '@/shared/ui/document-link'
import { ListPage } from '@/shared/ui/list/list-page'
import { itemSource, partySource } from '@/shared/ui/sources'

type Row = Schemas['ReceiptLineOut']

/** What suppliers delivered: what was invoiced of it, and what the rest is estimated at. */
export default function ReceiptLineListPage() {
  const { t } = useTranslation('costing')
  const { company } = useScope()
  return (
    <ListPage<Row>
      id="costing.receipt-lines"
      title={t('value.estimates')}
      resource="/api/v1/receipt-lines"
      columns={[
        { key: 'business_date', title: t('value.business_date'), kind: 'date', width: 110, sortable: true },
        {
          key: 'receipt_number',
          title: t('value.receipt'),
          width: 150,
          sortable: true,
          render: (row) => (
            <DocumentLink type="goods_receipt" id={row.receipt_id} number={row.receipt_number} />
          ),
        },
        { key: 'supplier_name', title: t('value.supplier'), width: 140, sortable: true },
        {
          key: 'item_code',
          title: t('value.item'),
          width: 170,
          sortable: true,
          render: (row) => `${row.item_code} ${row.item_name}`,
        },
        { key: 'received_quantity', title: t('value.received'), kind: 'quantity', width: 100 },
        { key: 'base_unit', title: t('value.unit'), width: 60 },
        { key: 'received_value', title: t('value.received_value'), kind: 'money', width: 120, total: true },
        {
          key: 'sent_back_quantity',
          title: t('value.sent_back'),
          kind: 'quantity',
          width: 100,
          hidden: true,
        },
        { key: 'invoiced_quantity', title: t('value.invoiced'), kind: 'quantity', width: 100 },
        { key: 'invoiced_amount', title: t('value.invoice_amount'), kind: 'money', width: 120, hidden: true },
        { key: 'open_quantity', title: t('value.open_quantity'), kind: 'quantity', width: 100 },
        {
          key: 'open_estimate',
          title: t('value.open_estimate'),
          kind: 'money',
          width: 120,
          total: true,
          sortable: true,
        },
        { key: 'worth', title: t('value.worth'), kind: 'money', width: 120, total: true, hidden: true },
        { key: 'batch_no', title: t('value.batch'), width: 110, hidden: true },
        { key: 'owner_name', title: t('value.project'), width: 150, hidden: true },
      ]}
      filters={[
        { field: 'not_invoiced', label: t('value.not_invoiced'), kind: 'boolean' },
        { field: 'as_of', label: t('value.as_of'), kind: 'date' },
        {
          field: 'supplier_id',
          label: t('value.supplier'),
          kind: 'remote',
          source: partySource({ role: 'supplier' }),
        },
        { field: 'item_id', label: t('value.item'), kind: 'remote', source: itemSource },
        { field: 'business_date', label: t('value.business_date'), kind: 'dates' },
      ]}
      fixed={{ company_id: company?.id }}
      defaultSort="-business_date"
      searchHint={t('value.search_lines')}
      empty={{ title: t('value.no_lines'), hint: t('value.no_lines_hint') }}
    />
  )
}
