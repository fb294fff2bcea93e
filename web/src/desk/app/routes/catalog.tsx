import { DatabaseOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const catalog: DeskModule = {
  id: 'catalog',
  order: 80,
  label: 'shell:menu.catalog',
  icon: <DatabaseOutlined />,
  menu: [],
  routes: [],
  documents: { item: (id) => `/catalog/items/${id}` },
}

export default catalog
