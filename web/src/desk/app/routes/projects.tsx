import { ProjectOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const READ = 'projects.read'

const projects: DeskModule = {
  id: 'projects',
  order: 40,
  label: 'shell:menu.projects',
  icon: <ProjectOutlined />,
  menu: [
    { path: '/projects', label: 'shell:menu.project_list', grant: READ },
    { path: '/projects/cost-categories', label: 'shell:menu.cost_categories', grant: READ },
  ],
  routes: [
    {
      path: 'projects',
      grant: READ,
      page: () => import('../../features/projects/pages/project-list-page'),
    },
    {
      path: 'projects/:id',
      grant: READ,
      page: () => import('../../features/projects/pages/project-page'),
    },
    {
      path: 'projects/cost-categories/:id?',
      grant: READ,
      page: () => import('../../features/projects/pages/cost-category-page'),
    },
  ],
  documents: { project: (id) => `/projects/${id}` },
}

export default projects
