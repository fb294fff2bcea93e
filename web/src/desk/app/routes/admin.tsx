import { SettingOutlined } from '@ant-design/icons'
import type { DeskModule } from '../module'

const ADMINISTER = 'platform.administer'
/** For whoever is signed in. */
const ANYBODY = ''

const admin: DeskModule = {
  id: 'admin',
  order: 90,
  label: 'shell:menu.settings',
  icon: <SettingOutlined />,
  menu: [
    { path: '/admin/companies', label: 'shell:menu.companies', grant: ADMINISTER },
    { path: '/admin/people', label: 'shell:menu.people', grant: ADMINISTER },
    { path: '/admin/roles', label: 'shell:menu.roles', grant: ADMINISTER },
    { path: '/admin/profile', label: 'shell:menu.profile', grant: ANYBODY },
  ],
  routes: [
    {
      path: 'admin/companies',
      grant: ADMINISTER,
      page: () => import('../../features/admin/pages/company-list-page'),
    },
    {
      path: 'admin/companies/:id',
      grant: ADMINISTER,
      page: () => import('../../features/admin/pages/company-page'),
    },
    {
      path: 'admin/people',
      grant: ADMINISTER,
      page: () => import('../../features/admin/pages/person-list-page'),
    },
    {
      path: 'admin/people/:id',
      grant: ADMINISTER,
      page: () => import('../../features/admin/pages/person-page'),
    },
    {
      path: 'admin/roles',
      grant: ADMINISTER,
      page: () => import('../../features/admin/pages/role-page'),
    },
    {
      path: 'admin/profile',
      grant: ANYBODY,
      page: () => import('../../features/admin/pages/profile-page'),
    },
  ],
}

export default admin
