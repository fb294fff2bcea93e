import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '@/shared/lib/ids'
import { sentence } from '@/shared/refusal'
import { useCan } from '@/shared/session/use-me'
import { Panel } from '@/shared/ui/panel'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { peopleSource } from '@/shared/ui/sources'
import { StateTag } from '@/shared/ui/state-tag'
import { type Member, type ProjectRole, useAddMember, useMembers, useRemoveMember } from '../api/use-members'
import styles from './project.module.css'

const ROLES: ProjectRole[] = [
  'project_manager',
  'buyer',
  'storekeeper',
  'site_worker',
  'accountant',
  'director',
]

/** Who works on the project and as what; a role here counts for this project alone. */
export function MemberPanel({ projectId }: { projectId: string }) {
  const { t } = useTranslation('projects')
  const can = useCan()
  const members = useMembers(projectId)
  const remove = useRemoveMember(projectId)
  const mayChange = can('projects.members')
  return (
    <section>
      <h2>{t('member.title')}</h2>
      <div className={styles.members}>
        <Panel query={members}>
          {(rows) =>
            rows.length === 0 ? (
              <p>{t('member.none')}</p>
            ) : (
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('member.person')}</th>
                    <th scope="col">{t('member.role')}</th>
                    <th scope="col" aria-label={t('common:action.remove')} />
                  </tr>
                </thead>
                <tbody>
                  {rows.map((member) => (
                    <MemberRow
                      key={member.id}
                      member={member}
                      onRemove={mayChange ? () => remove.mutate(member) : undefined}
                    />
                  ))}
                </tbody>
              </table>
            )
          }
        </Panel>
        {remove.error && (
          <div className={styles.notices}>
            <Alert type="error" showIcon title={sentence(remove.error)} />
          </div>
        )}
        {mayChange && <AddMember projectId={projectId} />}
      </div>
    </section>
  )
}

function MemberRow({ member, onRemove }: { member: Member; onRemove: (() => void) | undefined }) {
  const { t } = useTranslation('projects')
  const role = t(`common:role.${member.role}`)
  return (
    <tr>
      <td>
        {member.person_name} {!member.active && <StateTag state="inactive" />}
      </td>
      <td>{role}</td>
      <td>
        {onRemove && (
          <Popconfirm
            title={t('member.remove_ask', { person: member.person_name, role })}
            okText={t('common:action.remove')}
            cancelText={t('common:action.cancel')}
            onConfirm={onRemove}
          >
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('member.remove', { person: member.person_name, role })}
            />
          </Popconfirm>
        )}
      </td>
    </tr>
  )
}

function AddMember({ projectId }: { projectId: string }) {
  const { t } = useTranslation('projects')
  const add = useAddMember(projectId)
  const [person, setPerson] = useState<{ id: string; label: string } | null>(null)
  const [role, setRole] = useState<ProjectRole>('site_worker')
  // Fixed before the first try, so that sending twice adds once.
  const [id, setId] = useState(newId)
  const submit = () => {
    if (!person) return
    add.mutate(
      { id, person_id: person.id, role },
      {
        onSuccess: () => {
          setPerson(null)
          setId(newId())
        },
      },
    )
  }
  return (
    <>
      <div className={styles.add}>
        <RemotePicker
          source={peopleSource}
          value={person?.id}
          label={person?.label}
          placeholder={t('member.choose')}
          aria-label={t('member.person')}
          onChange={(value, choice) => setPerson(value && choice ? { id: value, label: choice.label } : null)}
        />
        <Select<ProjectRole>
          value={role}
          aria-label={t('member.role')}
          options={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
          onChange={setRole}
        />
        <Button icon={<PlusOutlined />} disabled={!person} loading={add.isPending} onClick={submit}>
          {t('member.add')}
        </Button>
      </div>
      {add.error && (
        <div className={styles.notices}>
          <Alert type="error" showIcon title={sentence(add.error)} />
        </div>
      )}
    </>
  )
}
