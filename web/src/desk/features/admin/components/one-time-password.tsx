import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './admin.module.css'

export interface Secret {
  person: string
  username: string
  password: string
}

/** Shows a password the one time that it can be seen; only the button closes it, so that no slip loses it. */
export function OneTimePassword({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const { t } = useTranslation('admin')
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard.writeText(secret.password).then(
      () => void message.success(t('secret.copied')),
      () => void message.warning(t('secret.not_copied')),
    )
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={t('secret.title', { person: secret.person })}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('secret.noted')}
        </Button>
      }
    >
      <p>{t('secret.hint', { username: secret.username })}</p>
      <div className={styles.secret}>
        <output>{secret.password}</output>
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          {t('secret.copy')}
        </Button>
      </div>
    </Modal>
  )
}
