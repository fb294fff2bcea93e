import { PieChartOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const reports: DeskModule = {
  id: 'reports',
  order: 50,
  label: 'shell:menu.costs',
  icon: <PieChartOutlined />,
  menu: [
    { path: '/reports/project-costs', label: 'shell:menu.project_costs', grant: 'reports.cost' },
    { path: '/reports/cost-entries', label: 'shell:menu.cost_entries', grant: 'reports.cost' },
    { path: '/reports/commitments', label: 'shell:menu.commitments', grant: 'reports.cost' },
  ],
  routes: [
    {
      path: 'reports/project-costs',
      grant: 'reports.cost',
      page: () => import('../../features/reports/pages/statement-page'),
    },
    {
      path: 'reports/project-costs/:id',
      grant: 'reports.cost',
      page: () => import('../../features/reports/pages/project-cost-page'),
    },
    {
      path: 'reports/cost-entries',
      grant: 'reports.cost',
      page: () => import('../../features/reports/pages/cost-entry-list-page'),
    },
    {
      path: 'reports/commitments',
      grant: 'reports.cost',
      page: () => import('../../features/reports/pages/commitment-list-page'),
    },
  ],
}

export default reports
