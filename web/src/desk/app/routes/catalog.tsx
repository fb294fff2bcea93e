import { DatabaseOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const catalog: DeskModule = {
  id: 'catalog',
  order: 80,
  label: 'shell:menu.catalog',
  icon: <DatabaseOutlined />,
  menu: [{ path: '/catalog/items', label: 'shell:menu.items', grant: 'catalog.read' }],
  routes: [
    {
      path: 'catalog/items',
      grant: 'catalog.read',
      page: () => import('../../features/catalog/pages/item-list-page'),
    },
    {
      path: 'catalog/items/:id',
      grant: 'catalog.read',
      page: () => import('../../features/catalog/pages/item-page'),
    },
  ],
  documents: { item: (id) => `/catalog/items/${id}` },
}

export default catalog
