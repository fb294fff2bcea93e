import { InboxOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const READ = 'inventory.read'

const inventory: DeskModule = {
  id: 'inventory',
  order: 30,
  label: 'shell:menu.inventory',
  icon: <InboxOutlined />,
  menu: [
    { path: '/inventory/receipts', label: 'shell:menu.goods_receipts', grant: READ },
    { path: '/inventory/requisitions', label: 'shell:menu.material_requisitions', grant: READ },
    { path: '/inventory/issues', label: 'shell:menu.goods_issues', grant: READ },
    { path: '/inventory/returns', label: 'shell:menu.material_returns', grant: READ },
    { path: '/inventory/supplier-returns', label: 'shell:menu.supplier_returns', grant: READ },
    { path: '/inventory/transfers', label: 'shell:menu.stock_transfers', grant: READ },
    { path: '/inventory/scraps', label: 'shell:menu.stock_scraps', grant: READ },
    { path: '/inventory/counts', label: 'shell:menu.stock_counts', grant: READ },
    { path: '/inventory/openings', label: 'shell:menu.opening_balances', grant: READ },
  ],
  routes: [
    {
      path: 'inventory/receipts',
      grant: READ,
      page: () => import('../../features/inventory/pages/receipt-list-page'),
    },
    {
      path: 'inventory/receipts/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/receipt-page'),
    },
    {
      path: 'inventory/supplied/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/others-receipt-page'),
    },
    {
      path: 'inventory/consigned/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/others-receipt-page'),
    },
    {
      path: 'inventory/requisitions',
      grant: READ,
      page: () => import('../../features/inventory/pages/requisition-list-page'),
    },
    {
      path: 'inventory/requisitions/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/requisition-page'),
    },
    {
      path: 'inventory/issues',
      grant: READ,
      page: () => import('../../features/inventory/pages/issue-list-page'),
    },
    {
      path: 'inventory/issues/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/issue-page'),
    },
    {
      path: 'inventory/direct/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/direct-page'),
    },
    {
      path: 'inventory/taken-over/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/take-over-page'),
    },
    {
      path: 'inventory/returns',
      grant: READ,
      page: () => import('../../features/inventory/pages/return-list-page'),
    },
    {
      path: 'inventory/returns/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/return-page'),
    },
    {
      path: 'inventory/supplier-returns',
      grant: READ,
      page: () => import('../../features/inventory/pages/supplier-return-list-page'),
    },
    {
      path: 'inventory/supplier-returns/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/supplier-return-page'),
    },
    {
      path: 'inventory/transfers',
      grant: READ,
      page: () => import('../../features/inventory/pages/transfer-list-page'),
    },
    {
      path: 'inventory/transfers/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/transfer-page'),
    },
    {
      path: 'inventory/scraps',
      grant: READ,
      page: () => import('../../features/inventory/pages/scrap-list-page'),
    },
    {
      path: 'inventory/scraps/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/scrap-page'),
    },
    {
      path: 'inventory/counts',
      grant: READ,
      page: () => import('../../features/inventory/pages/count-list-page'),
    },
    {
      path: 'inventory/counts/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/count-page'),
    },
    {
      path: 'inventory/openings',
      grant: READ,
      page: () => import('../../features/inventory/pages/opening-list-page'),
    },
    {
      path: 'inventory/openings/:id',
      grant: READ,
      page: () => import('../../features/inventory/pages/opening-page'),
    },
  ],
  documents: {
    goods_receipt: (id) => `/inventory/receipts/${id}`,
    material_requisition: (id) => `/inventory/requisitions/${id}`,
    goods_issue: (id) => `/inventory/issues/${id}`,
    material_return: (id) => `/inventory/returns/${id}`,
    supplier_return: (id) => `/inventory/supplier-returns/${id}`,
    stock_transfer: (id) => `/inventory/transfers/${id}`,
    stock_scrap: (id) => `/inventory/scraps/${id}`,
    stock_count: (id) => `/inventory/counts/${id}`,
    opening_balance: (id) => `/inventory/openings/${id}`,
  },
}

export default inventory
