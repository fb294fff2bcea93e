import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Schemas } from '@/api'
import { sendJson } from '@/shared/lib/api'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { StateTag } from '@/shared/ui/state-tag'
import { OneTimePassword, type Secret } from '../components/one-time-password'
import { ResetPassword } from '../components/reset-password'
import { RolePanel } from '../components/role-panel'

type Person = Schemas['PersonOut']

const PEOPLE = '/api/v1/people'

function input({ version, username, name, language, active }: Person): Schemas['PersonIn'] {
  return { version, username: username ?? '', name, language, active }
}

export default function PersonPage() {
  const { t } = useTranslation('admin')
  const { id = 'new' } = useParams()
  const [secret, setSecret] = useState<Secret | null>(null)

  const spec: DocumentSpec<Person> = {
    type: 'person',
    resource: PEOPLE,
    blank: (newPersonId) => ({
      id: newPersonId,
      version: 0,
      username: '',
      name: '',
      language: 'zh',
      active: true,
    }),
    toBody: input,
    // The password is taken out before the answer is kept anywhere.
    send: async (person) => {
      const { first_password, ...saved } = await sendJson<Schemas['PersonSaved']>(
        'PUT',
        `${PEOPLE}/${person.id}`,
        input(person),
      )
      if (first_password)
        setSecret({ person: saved.name, username: saved.username ?? '', password: first_password })
      return saved
    },
  }

  return (
    <>
      <RecordPage<Person>
        spec={spec}
        id={id}
        title={(person) => (
          <>
            {person.version === 0 ? t('person.new') : person.name}
            {!person.active && <StateTag state="inactive" />}
          </>
        )}
        listHref="/admin/people"
        grant="platform.administer"
        side={[]}
        actions={(person, { isNew }) =>
          !isNew && (
            <ResetPassword
              personId={person.id}
              name={person.name}
              onReset={(password) =>
                setSecret({ person: person.name, username: person.username ?? '', password })
              }
            />
          )
        }
        fields={(person) => [
          {
            name: 'username',
            label: t('person.username'),
            kind: 'text',
            required: true,
            maxLength: 50,
            hint: person.version === 0 ? t('person.username_hint') : undefined,
          },
          { name: 'name', label: t('person.name'), kind: 'text', required: true, maxLength: 100 },
          {
            name: 'language',
            label: t('person.language'),
            kind: 'select',
            options: (['zh', 'en'] as const).map((value) => ({
              value,
              label: t(`common:language.${value}`),
            })),
          },
          {
            name: 'active',
            label: t('person.active'),
            kind: 'boolean',
            hint: person.active ? undefined : t('person.inactive_hint'),
          },
        ]}
        below={(person, { isNew }) => !isNew && <RolePanel personId={person.id} editable />}
      />
      {secret && <OneTimePassword secret={secret} onClose={() => setSecret(null)} />}
    </>
  )
}
