import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '@/shared/lib/ids'
import { sentence } from '@/shared/refusal'
import { useMe } from '@/shared/session/use-me'
import { Panel } from '@/shared/ui/panel'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { projectSource, warehouseSource } from '@/shared/ui/sources'
import {
  type NewAssignment,
  type ScopeKind,
  useAssignments,
  useGiveRole,
  useTakeRole,
} from '../api/use-assignments'
import { useRoles } from '../api/use-roles'
import styles from './admin.module.css'
import { ScopeText } from './scope-text'

const SCOPES: ScopeKind[] = ['tenant', 'company', 'project', 'warehouse']

interface RolePanelProps {
  personId: string
  /** Whether roles may be given and taken here. */
  editable: boolean
}

/** The roles that a person holds, each with where it counts. */
export function RolePanel({ personId, editable }: RolePanelProps) {
  const { t } = useTranslation('admin')
  const assignments = useAssignments(personId)
  const take = useTakeRole(personId)
  return (
    <section className={styles.card}>
      <h2>{t('role.held')}</h2>
      <Panel query={assignments}>
        {(held) =>
          held.length === 0 ? (
            <p>{t('role.none')}</p>
          ) : (
            <table className={styles.rows}>
              <thead>
                <tr>
                  <th scope="col">{t('role.role')}</th>
                  <th scope="col">{t('scope.title')}</th>
                  <th scope="col" aria-label={t('common:action.remove')} />
                </tr>
              </thead>
              <tbody>
                {held.map(({ id, role, ...scope }) => (
                  <tr key={id}>
                    <td>{t(`common:role.${role}`)}</td>
                    <td>
                      <ScopeText {...scope} />
                    </td>
                    <td>
                      {editable && (
                        <Popconfirm
                          title={t('role.take_ask', { role: t(`common:role.${role}`) })}
                          okText={t('common:action.remove')}
                          cancelText={t('common:action.cancel')}
                          onConfirm={() => take.mutate(id)}
                        >
                          <Button
                            type="text"
                            size="small"
                            icon={<DeleteOutlined />}
                            aria-label={t('role.take', { role: t(`common:role.${role}`) })}
                          />
                        </Popconfirm>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Panel>
      {take.error && <Alert className={styles.notices} type="error" showIcon title={sentence(take.error)} />}
      {editable && <GiveRole personId={personId} />}
    </section>
  )
}

function GiveRole({ personId }: { personId: string }) {
  const { t } = useTranslation('admin')
  const { companies } = useMe()
  const roles = useRoles()
  const give = useGiveRole(personId)
  const [role, setRole] = useState<NewAssignment['role']>('site_worker')
  const [kind, setKind] = useState<ScopeKind>('tenant')
  const [scopeId, setScopeId] = useState<string | null>(null)
  // Fixed before the first try, so that sending twice gives once.
  const [id, setId] = useState(newId)
  const submit = () =>
    give.mutate(
      { id, role, scope_kind: kind, scope_id: kind === 'tenant' ? null : scopeId },
      {
        onSuccess: () => {
          setScopeId(null)
          setId(newId())
        },
      },
    )
  return (
    <>
      <div className={styles.add}>
        <Select<NewAssignment['role']>
          value={role}
          aria-label={t('role.role')}
          options={(roles.data ?? []).map((one) => ({
            value: one.role as NewAssignment['role'],
            label: t(`common:role.${one.role}`),
          }))}
          onChange={setRole}
        />
        <Select<ScopeKind>
          value={kind}
          aria-label={t('scope.title')}
          options={SCOPES.map((value) => ({
            value,
            label: value === 'tenant' ? t('scope.everywhere') : t(`scope.${value}`),
          }))}
          onChange={(next) => {
            setKind(next)
            setScopeId(null)
          }}
        />
        {kind === 'company' && (
          <Select<string>
            className={styles.scope}
            value={scopeId}
            aria-label={t('scope.company')}
            placeholder={t('scope.company')}
            options={companies.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))}
            onChange={setScopeId}
          />
        )}
        {(kind === 'project' || kind === 'warehouse') && (
          <div className={styles.scope}>
            <RemotePicker
              key={kind}
              source={kind === 'project' ? projectSource : warehouseSource}
              value={scopeId}
              aria-label={t(`scope.${kind}`)}
              onChange={setScopeId}
            />
          </div>
        )}
        <Button
          icon={<PlusOutlined />}
          disabled={kind !== 'tenant' && !scopeId}
          loading={give.isPending}
          onClick={submit}
        >
          {t('role.give')}
        </Button>
      </div>
      {give.error && <Alert className={styles.notices} type="error" showIcon title={sentence(give.error)} />}
    </>
  )
}
