import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { changeLanguage, LANGUAGES, type Language } from '@/shared/i18n'
import { api } from '@/shared/lib/api'
import { useMe } from '@/shared/session/use-me'
import styles from '../components/admin.module.css'
import { PasswordForm } from '../components/password-form'
import { RolePanel } from '../components/role-panel'

/** What one may see and settle of oneself. */
export default function ProfilePage() {
  const { t, i18n } = useTranslation('admin')
  const { person, tenant } = useMe()
  const client = useQueryClient()
  const choose = useMutation({
    mutationFn: async (language: Language) => {
      await api.PUT('/api/v1/me', { body: { language } })
      await changeLanguage(language)
      // Names and sentences come from the server in the reader's language.
      await client.invalidateQueries()
    },
  })
  return (
    <div className={styles.page}>
      <h1>{t('profile.title')}</h1>
      <section className={`${styles.card} ${styles.narrow}`}>
        <h2>{t('profile.about')}</h2>
        <dl className={styles.facts}>
          <dt>{t('person.name')}</dt>
          <dd>{person.name}</dd>
          <dt>{t('person.username')}</dt>
          <dd>{person.username}</dd>
          <dt>{t('profile.tenant')}</dt>
          <dd>{tenant.name}</dd>
          <dt id="profile-language">{t('person.language')}</dt>
          <dd>
            <Radio.Group
              aria-labelledby="profile-language"
              value={i18n.language}
              disabled={choose.isPending}
              options={LANGUAGES.map((value) => ({ value, label: t(`common:language.${value}`) }))}
              onChange={(event) => choose.mutate(event.target.value as Language)}
            />
          </dd>
        </dl>
        <p className={styles.notices}>{t('profile.name_hint')}</p>
      </section>
      <div className={styles.narrow}>
        <RolePanel personId={person.id} editable={false} />
      </div>
      <PasswordForm />
    </div>
  )
}
