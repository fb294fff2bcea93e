import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { meKey } from '@/shared/lib/query-client'
import { sentence } from '@/shared/refusal'
import { signIn } from '@/shared/session/sign-in'
import { LanguageSwitch } from '../layout/language-switch'
import { Mark } from '../layout/mark'
import styles from './sign-in-page.module.css'

interface Credentials {
  username: string
  password: string
}

type CredentialName = keyof Credentials

/** Only a path of this application: a link with another `next` must not lead elsewhere after signing in. */
function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/'
}

export default function SignInPage() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const client = useQueryClient()
  const entry = useMutation({
    mutationFn: ({ username, password }: Credentials) => signIn(username, password),
    onSuccess: async (outcome) => {
      if (outcome !== 'ok') return
      // Whoever sat here before may have seen more; nothing of theirs is kept.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] })
      await client.resetQueries({ queryKey: meKey })
      await navigate(safeNext(params.get('next')), { replace: true })
    },
  })
  const [missing, setMissing] = useState<CredentialName | null>(null)
  // A plain form: Ant Design's would be a tenth of what the first screen loads.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const username = String(data.get('username') ?? '').trim()
    const password = String(data.get('password') ?? '')
    const first = username === '' ? 'username' : password === '' ? 'password' : null
    setMissing(first)
    if (first) event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    else entry.mutate({ username, password })
  }
  const told = entry.error
    ? sentence(entry.error)
    : entry.data && entry.data !== 'ok'
      ? t(`sign_in.${entry.data}`)
      : ''

  return (
    <main className={styles.page}>
      <div className={styles.language}>
        <LanguageSwitch />
      </div>
      <section className={styles.card} aria-labelledby="sign-in-title">
        <Mark size={44} />
        <h1 id="sign-in-title">{t('product')}</h1>
        <p>{t('tagline')}</p>
        <form onSubmit={submit} noValidate>
          {told && <Alert type="error" showIcon title={told} className={styles.alert} />}
          <TextField name="username" autoComplete="username" missing={missing} autoFocus />
          <TextField name="password" autoComplete="current-password" missing={missing} />
          <Button type="primary" size="large" htmlType="submit" block loading={entry.isPending}>
            {t('sign_in.submit')}
          </Button>
        </form>
      </section>
    </main>
  )
}

interface TextFieldProps {
  name: CredentialName
  autoComplete: string
  missing: CredentialName | null
  autoFocus?: boolean
}

function TextField({ name, missing, ...input }: TextFieldProps) {
  const { t } = useTranslation('shell')
  const [shown, setShown] = useState(name === 'username')
  const fault = missing === name
  return (
    <div className={styles.field}>
      <label htmlFor={name}>{t(`sign_in.${name}`)}</label>
      <span className={styles.box} data-fault={fault}>
        <input
          {...input}
          id={name}
          name={name}
          type={shown ? 'text' : 'password'}
          aria-invalid={fault}
          aria-describedby={`${name}-fault`}
        />
        {name === 'password' && (
          <Button
            type="text"
            icon={shown ? <EyeOutlined /> : <EyeInvisibleOutlined />}
            aria-label={t('sign_in.show_password')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        )}
      </span>
      <span id={`${name}-fault`} className={styles.fault}>
        {fault && t(`sign_in.${name}_missing`)}
      </span>
    </div>
  )
}
