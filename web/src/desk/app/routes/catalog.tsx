import { DatabaseOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const READ = 'catalog.read'

const catalog: DeskModule = {
  id: 'catalog',
  order: 80,
  label: 'shell:menu.catalog',
  icon: <DatabaseOutlined />,
  menu: [
    { path: '/catalog/items', label: 'shell:menu.items', grant: READ },
    { path: '/catalog/item-categories', label: 'shell:menu.item_categories', grant: READ },
    { path: '/catalog/units', label: 'shell:menu.units', grant: READ },
    { path: '/catalog/parties', label: 'shell:menu.parties', grant: READ },
    { path: '/catalog/warehouses', label: 'shell:menu.warehouses', grant: READ },
  ],
  routes: [
    {
      path: 'catalog/items',
      grant: READ,
      page: () => import('../../features/catalog/pages/item-list-page'),
    },
    {
      path: 'catalog/items/:id',
      grant: READ,
      page: () => import('../../features/catalog/pages/item-page'),
    },
    {
      path: 'catalog/item-categories/:id?',
      grant: READ,
      page: () => import('../../features/catalog/pages/item-category-page'),
    },
    {
      path: 'catalog/units',
      grant: READ,
      page: () => import('../../features/catalog/pages/unit-list-page'),
    },
    {
      path: 'catalog/units/:id',
      grant: READ,
      page: () => import('../../features/catalog/pages/unit-page'),
    },
    {
      path: 'catalog/parties',
      grant: READ,
      page: () => import('../../features/catalog/pages/party-list-page'),
    },
    {
      path: 'catalog/parties/:id',
      grant: READ,
      page: () => import('../../features/catalog/pages/party-page'),
    },
    {
      path: 'catalog/warehouses',
      grant: READ,
      page: () => import('../../features/catalog/pages/warehouse-list-page'),
    },
    {
      path: 'catalog/warehouses/:id',
      grant: READ,
      page: () => import('../../features/catalog/pages/warehouse-page'),
    },
  ],
  documents: {
    item: (id) => `/catalog/items/${id}`,
    party: (id) => `/catalog/parties/${id}`,
    warehouse: (id) => `/catalog/warehouses/${id}`,
  },
}

export default catalog
