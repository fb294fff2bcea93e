import { InboxOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const READ = 'inventory.read'

/** The books of the stock; the documents that write them stand before them in the same part of the menu. */
const stock: DeskModule = {
  id: 'stock',
  order: 31,
  label: 'shell:menu.inventory',
  icon: <InboxOutlined />,
  menu: [
    { path: '/stock/balances', label: 'shell:menu.stock_balances', grant: READ },
    { path: '/stock/moves', label: 'shell:menu.stock_moves', grant: READ },
    { path: '/stock/on-day', label: 'shell:menu.stock_on_day', grant: READ },
    { path: '/stock/employers-goods', label: 'shell:menu.employers_goods', grant: READ },
    { path: '/stock/consigned', label: 'shell:menu.consigned_goods', grant: READ },
    { path: '/stock/batches', label: 'shell:menu.batches', grant: READ },
    { path: '/stock/used-batches', label: 'shell:menu.used_batches', grant: READ },
    { path: '/stock/weight-differences', label: 'shell:menu.weight_differences', grant: READ },
  ],
  routes: [
    {
      path: 'stock/balances',
      grant: READ,
      page: () => import('../../features/stock/pages/balance-list-page'),
    },
    {
      path: 'stock/moves',
      grant: READ,
      page: () => import('../../features/stock/pages/move-list-page'),
    },
    {
      path: 'stock/moves/:id/explanation',
      grant: 'cost.read',
      page: () => import('../../features/stock/pages/explanation-page'),
    },
    {
      path: 'stock/explanation',
      grant: 'cost.read',
      page: () => import('../../features/stock/pages/line-explanation-page'),
    },
    {
      path: 'stock/on-day',
      grant: READ,
      page: () => import('../../features/stock/pages/on-day-list-page'),
    },
    {
      path: 'stock/employers-goods',
      grant: READ,
      page: () => import('../../features/stock/pages/employers-goods-list-page'),
    },
    {
      path: 'stock/consigned',
      grant: READ,
      page: () => import('../../features/stock/pages/consigned-goods-list-page'),
    },
    {
      path: 'stock/batches',
      grant: READ,
      page: () => import('../../features/stock/pages/batch-list-page'),
    },
    {
      path: 'stock/used-batches',
      grant: READ,
      page: () => import('../../features/stock/pages/used-batch-list-page'),
    },
    {
      path: 'stock/weight-differences',
      grant: READ,
      page: () => import('../../features/stock/pages/weight-difference-list-page'),
    },
    {
      path: 'stock/batches/:id',
      grant: READ,
      page: () => import('../../features/stock/pages/batch-page'),
    },
  ],
  documents: { batch: (id) => `/stock/batches/${id}` },
}

export default stock
