import { ShoppingCartOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const procurement: DeskModule = {
  id: 'procurement',
  order: 20,
  label: 'shell:menu.purchasing',
  icon: <ShoppingCartOutlined />,
  menu: [{ path: '/procurement/orders', label: 'shell:menu.purchase_orders', grant: 'procurement.read' }],
  routes: [
    {
      path: 'procurement/orders',
      grant: 'procurement.read',
      page: () => import('../../features/procurement/pages/order-list-page'),
    },
    {
      path: 'procurement/orders/:id',
      grant: 'procurement.read',
      page: () => import('../../features/procurement/pages/order-page'),
    },
  ],
  documents: { purchase_order: (id) => `/procurement/orders/${id}` },
}

export default procurement
