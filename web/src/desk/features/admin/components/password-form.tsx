import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal, sentence } from '@/shared/refusal'
import { useChangePassword } from '../api/use-change-password'
import { passwordFault } from '../rules/password-fault'
import styles from './admin.module.css'

interface Typed {
  current: string
  fresh: string
  again: string
}

const EMPTY: Typed = { current: '', fresh: '', again: '' }
const LENGTH_MIN = 10

/** Changes one's own password; what is wrong stands at its field. */
export function PasswordForm() {
  const { t } = useTranslation('admin')
  const change = useChangePassword()
  const [typed, setTyped] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const refused = change.error instanceof Refusal ? passwordFault(change.error) : null

  const own: Partial<Record<keyof Typed, string>> = tried
    ? {
        ...(typed.current === '' && { current: t('password.missing') }),
        ...(typed.fresh.length < LENGTH_MIN && { fresh: t('password.short', { length: LENGTH_MIN }) }),
        ...(typed.fresh !== typed.again && { again: t('password.differs') }),
      }
    : {}
  const faults = {
    ...(refused?.field && { [refused.field]: t(`password.${refused.key}`, { length: LENGTH_MIN }) }),
    ...own,
  }
  const submit = () => {
    setTried(true)
    if (typed.current === '' || typed.fresh.length < LENGTH_MIN || typed.fresh !== typed.again) return
    change.mutate(
      { current_password: typed.current, new_password: typed.fresh },
      {
        onSuccess: () => {
          setTyped(EMPTY)
          setTried(false)
        },
      },
    )
  }
  const field = (name: keyof Typed, autoComplete: string) => (
    <Form.Item
      label={t(`password.${name}`)}
      htmlFor={`password-${name}`}
      validateStatus={faults[name] ? 'error' : undefined}
      help={faults[name]}
    >
      <Input.Password
        id={`password-${name}`}
        autoComplete={autoComplete}
        maxLength={128}
        value={typed[name]}
        onChange={(event) => {
          setTyped({ ...typed, [name]: event.target.value })
          change.reset()
        }}
      />
    </Form.Item>
  )
  return (
    <section className={`${styles.card} ${styles.narrow}`}>
      <h2>{t('password.title')}</h2>
      <Form layout="vertical" onFinish={submit} disabled={change.isPending}>
        {change.isSuccess && <Alert type="success" showIcon title={t('password.changed')} />}
        {change.error && !refused?.field && (
          <Alert type="error" showIcon title={refused ? t('password.too_often') : sentence(change.error)} />
        )}
        {field('current', 'current-password')}
        {field('fresh', 'new-password')}
        {field('again', 'new-password')}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('password.change')}
        </Button>
      </Form>
    </section>
  )
}
