import { AccountBookOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const READ = 'costing.read'

/** The documents of costs; the books and reports of costs stand before them in the same part of the menu. */
const costing: DeskModule = {
  id: 'costing',
  order: 51,
  label: 'shell:menu.costs',
  icon: <AccountBookOutlined />,
  menu: [
    { path: '/costing/notes', label: 'shell:menu.cost_notes', grant: READ },
    { path: '/costing/value-notes', label: 'shell:menu.value_notes', grant: READ },
    { path: '/costing/method-changes', label: 'shell:menu.method_changes', grant: READ },
    { path: '/costing/receipt-lines', label: 'shell:menu.receipt_lines', grant: READ },
  ],
  routes: [
    {
      path: 'costing/notes',
      grant: READ,
      page: () => import('../../features/costing/pages/cost-note-list-page'),
    },
    {
      path: 'costing/over-use/:id',
      grant: READ,
      page: () => import('../../features/costing/pages/over-use-page'),
    },
    {
      path: 'costing/notes/:id',
      grant: READ,
      page: () => import('../../features/costing/pages/cost-note-page'),
    },
    {
      path: 'costing/value-notes',
      grant: READ,
      page: () => import('../../features/costing/pages/value-note-list-page'),
    },
    {
      path: 'costing/value-notes/:id',
      grant: READ,
      page: () => import('../../features/costing/pages/value-note-page'),
    },
    {
      path: 'costing/method-changes',
      grant: READ,
      page: () => import('../../features/costing/pages/method-change-list-page'),
    },
    {
      path: 'costing/method-changes/:id',
      grant: READ,
      page: () => import('../../features/costing/pages/method-change-page'),
    },
    {
      path: 'costing/receipt-lines',
      grant: READ,
      page: () => import('../../features/costing/pages/receipt-line-list-page'),
    },
  ],
  documents: {
    cost_note: (id) => `/costing/notes/${id}`,
    value_note: (id) => `/costing/value-notes/${id}`,
    method_change: (id) => `/costing/method-changes/${id}`,
  },
}

export default costing
