import { AccountBookOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const accounting: DeskModule = {
  id: 'accounting',
  order: 52,
  label: 'shell:menu.accounting',
  icon: <AccountBookOutlined />,
  menu: [
    { path: '/accounting/vouchers', label: 'shell:menu.vouchers', grant: 'ledger.vouchers' },
    { path: '/accounting/balances', label: 'shell:menu.account_balances', grant: 'ledger.vouchers' },
    { path: '/accounting/breaks', label: 'shell:menu.voucher_breaks', grant: 'ledger.vouchers' },
    { path: '/accounting/periods', label: 'shell:menu.periods', grant: 'ledger.periods' },
    { path: '/accounting/accounts', label: 'shell:menu.accounts', grant: 'ledger.vouchers' },
  ],
  routes: [
    {
      path: 'accounting/vouchers',
      grant: 'ledger.vouchers',
      page: () => import('../../features/accounting/pages/voucher-list-page'),
    },
    {
      path: 'accounting/balances',
      grant: 'ledger.vouchers',
      page: () => import('../../features/accounting/pages/balance-list-page'),
    },
    {
      path: 'accounting/breaks',
      grant: 'ledger.vouchers',
      page: () => import('../../features/accounting/pages/break-list-page'),
    },
    {
      path: 'accounting/periods',
      grant: 'ledger.periods',
      page: () => import('../../features/accounting/pages/period-page'),
    },
    {
      path: 'accounting/period-stock',
      grant: 'ledger.periods',
      page: () => import('../../features/accounting/pages/period-stock-page'),
    },
    {
      path: 'accounting/period-costs',
      grant: 'ledger.periods',
      page: () => import('../../features/accounting/pages/period-cost-page'),
    },
    {
      path: 'accounting/estimates/:id',
      grant: 'ledger.periods',
      page: () => import('../../features/accounting/pages/estimate-page'),
    },
    {
      path: 'accounting/estimate-lines',
      grant: 'ledger.periods',
      page: () => import('../../features/accounting/pages/estimate-line-list-page'),
    },
    {
      path: 'accounting/accounts',
      grant: 'ledger.vouchers',
      page: () => import('../../features/accounting/pages/account-page'),
    },
  ],
  documents: {
    month_estimate: (id) => `/accounting/estimates/${id}`,
  },
}

export default accounting
