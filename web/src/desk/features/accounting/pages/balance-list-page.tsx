import { useTranslation } from 'react-i18next'
import { withQuery } from '@/shared/lib/api'
import { useScope } from '@/shared/session/scope'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn } from '@/shared/ui/list/types'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { ReadAt } from '@/shared/ui/read-at'
import type { AccountBalance } from '../rules/accounts'

const RESOURCE = '/api/v1/account-balances'
const FIGURES = ['opening', 'debit', 'credit', 'closing'] as const

export default function BalanceListPage() {
  const { t } = useTranslation('accounting')
  const { company } = useScope()
  const columns: ListColumn<AccountBalance>[] = [
    { key: 'account', title: t('account_code'), width: 120, sortable: true },
    { key: 'name', title: t('account_name'), width: 260 },
    ...FIGURES.map(
      (figure): ListColumn<AccountBalance> => ({
        key: figure,
        title: t(figure),
        width: 150,
        kind: 'money',
        sortable: true,
        total: true,
        drill: (row) => withQuery('/accounting/vouchers', { account: row.account }),
      }),
    ),
  ]
  return (
    <ListPage<AccountBalance>
      id="accounting.balances"
      title={t('balances')}
      resource={RESOURCE}
      columns={columns}
      filters={[{ field: 'posting_date', label: t('posting_date'), kind: 'dates' }, useKnownFilter()]}
      fixed={{ company_id: company?.id }}
      defaultSort="account"
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('vouchers_empty'), hint: t('vouchers_empty_hint') }}
    />
  )
}
