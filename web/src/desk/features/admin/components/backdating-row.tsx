import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { useCan } from '@/shared/session/use-me'
import { useSetBackdating } from '../api/use-roles'
import styles from './admin.module.css'

/** How far back each role dates what it posts; saved when the field is left. */
export function BackdatingRow({ roles }: { roles: readonly Schemas['RoleOut'][] }) {
  const { t } = useTranslation('admin')
  const editable = useCan()('platform.administer')
  const set = useSetBackdating()
  const save = (role: Schemas['RoleOut'], text: string) => {
    const days = text === '' ? null : Number(text)
    if (days !== role.backdating_days && (days === null || Number.isInteger(days)))
      set.mutate({ role: role.role, days })
  }
  return (
    <tr>
      <th scope="row">
        {t('role.backdating')}
        <span className={styles.grant}>{t('role.backdating_hint')}</span>
      </th>
      {roles.map((role) => {
        if (!role.grants.includes('ledger.backdate')) return <td key={role.role} />
        if (!editable) return <td key={role.role}>{role.backdating_days ?? t('role.unlimited')}</td>
        return (
          <td key={role.role}>
            <InputNumber
              min={0}
              max={3660}
              precision={0}
              controls={false}
              size="small"
              style={{ width: 64 }}
              placeholder={t('role.unlimited')}
              aria-label={t('role.days_of', { role: t(`common:role.${role.role}`) })}
              defaultValue={role.backdating_days ?? ''}
              onBlur={(event) => save(role, event.target.value)}
            />
          </td>
        )
      })}
    </tr>
  )
}
