import { LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { sentence } from '@/shared/refusal'
import { signOut } from '@/shared/session/sign-in'
import { useMe } from '@/shared/session/use-me'
import styles from './frame.module.css'

export function UserMenu() {
  const { t } = useTranslation('shell')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { person, tenant } = useMe()
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate('/sign-in', { replace: true })
      client.clear()
    },
    onError: (error) => void message.error(sentence(error)),
  })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', disabled: true, label: `${person.username} · ${tenant.name}` },
          { type: 'divider' },
          { key: 'leave', icon: <LogoutOutlined />, label: t('top.sign_out'), onClick: () => leave.mutate() },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={`${t('top.user_menu')}: ${person.name}`}>
        <span className={styles.name}>{person.name}</span>
      </Button>
    </Dropdown>
  )
}
