import { CheckOutlined } from '@ant-design/icons'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/shared/ui/panel'
import { useRoles } from '../api/use-roles'
import styles from '../components/admin.module.css'
import { BackdatingRow } from '../components/backdating-row'
import { grantGroups } from '../rules/grants'

/** What each role may do, as one readable table. */
export default function RolePage() {
  const { t } = useTranslation('admin')
  const roles = useRoles()
  return (
    <div className={styles.page}>
      <h1>{t('role.list')}</h1>
      <p>{t('role.list_hint')}</p>
      <Panel query={roles}>
        {(rows) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard where it is wider than the window.
          <section className={styles.matrix} tabIndex={0} aria-label={t('role.list')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('role.grant')}</th>
                  {rows.map(({ role }) => (
                    <th key={role} scope="col">
                      {t(`common:role.${role}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <BackdatingRow roles={rows} />
                {grantGroups(rows).map(({ module, grants }) => (
                  <Fragment key={module}>
                    <tr data-group="true">
                      <th scope="rowgroup" colSpan={rows.length + 1}>
                        {t(`module.${module}`, module)}
                      </th>
                    </tr>
                    {grants.map((grant) => (
                      <tr key={grant}>
                        <th scope="row">
                          {t(`grant.${grant}`, grant)}
                          <span className={styles.grant}>{grant}</span>
                        </th>
                        {rows.map((role) => (
                          <td key={role.role}>
                            {role.grants.includes(grant) && <CheckOutlined aria-label={t('common:yes')} />}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </Fragment>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Panel>
    </div>
  )
}
