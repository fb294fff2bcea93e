import { useTranslation } from 'react-i18next'
import { projectCostHref } from '@/shared/lib/ledger-links'
import { useFixedProject } from '@/shared/session/fixed-project'
import { useScope } from '@/shared/session/scope'
import { DocumentLink } from '@/shared/ui/document-link'
import { Drill } from '@/shared/ui/drill'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { useDocumentFilter } from '@/shared/ui/list/use-document-filter'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { ReadAt } from '@/shared/ui/read-at'
import { partySource, projectSource } from '@/shared/ui/sources'
import { PURPOSES, type VoucherLine } from '../rules/accounts'

const RESOURCE = '/api/v1/voucher-lines'

export default function VoucherListPage() {
  const { t } = useTranslation('accounting')
  const { company } = useScope()
  const columns: ListColumn<VoucherLine>[] = [
    { key: 'posting_date', title: t('posting_date'), width: 108, kind: 'date', sortable: true },
    { key: 'business_date', title: t('business_date'), width: 108, kind: 'date', hidden: true },
    { key: 'recorded_at', title: t('recorded'), width: 138, kind: 'date', sortable: true, hidden: true },
    {
      key: 'document_number',
      title: t('document'),
      width: 140,
      render: (row) => (
        <DocumentLink type={row.document_type} id={row.document_id} number={row.document_number} />
      ),
    },
    {
      key: 'account',
      title: t('account'),
      width: 250,
      sortable: true,
      render: (row) => (
        <span title={t(row.rule_id ? 'by_rule' : 'by_standard', { version: row.rule_version })}>
          {row.account} {row.account_name}
        </span>
      ),
    },
    { key: 'debit', title: t('debit'), width: 140, kind: 'money', sortable: true, total: true },
    { key: 'credit', title: t('credit'), width: 140, kind: 'money', total: true },
    {
      key: 'project_code',
      title: t('project'),
      width: 120,
      render: (row) =>
        row.project_id && (
          <span title={row.project_name ?? undefined}>
            <Drill to={projectCostHref(row.project_id)}>{row.project_code}</Drill>
          </span>
        ),
    },
    { key: 'node_code', title: t('node'), width: 100 },
    { key: 'category_name', title: t('category'), width: 120 },
    {
      key: 'party_code',
      title: t('party'),
      width: 160,
      render: (row) => codeAndName(row.party_code, row.party_name),
    },
    { key: 'purpose', title: t('purpose'), width: 130, render: (row) => t(`purposes.${row.purpose}`) },
  ]
  const filters: ListFilter[] = [
    { field: 'account', label: t('account_code'), kind: 'text' },
    {
      field: 'purpose',
      label: t('purpose'),
      kind: 'select',
      options: PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) })),
    },
    { field: 'project_id', label: t('project'), kind: 'remote', source: projectSource },
    { field: 'party_id', label: t('party'), kind: 'remote', source: partySource({ role: 'supplier' }) },
    { field: 'posting_date', label: t('posting_date'), kind: 'dates' },
    useKnownFilter(),
    ...useDocumentFilter(RESOURCE),
  ]
  return (
    <ListPage<VoucherLine>
      id="accounting.vouchers"
      title={t('vouchers')}
      resource={RESOURCE}
      columns={columns}
      filters={filters}
      fixed={{ ...useFixedProject(), company_id: company?.id }}
      defaultSort="-recorded_at"
      searchHint={t('search_vouchers')}
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('vouchers_empty'), hint: t('vouchers_empty_hint') }}
    />
  )
}
