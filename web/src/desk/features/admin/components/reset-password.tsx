import { KeyOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { sendJson } from '@/shared/lib/api'
import { sentence } from '@/shared/refusal'

interface ResetPasswordProps {
  personId: string
  name: string
  onReset: (password: string) => void
}

/** Gives somebody who forgot theirs a new random password. */
export function ResetPassword({ personId, name, onReset }: ResetPasswordProps) {
  const { t } = useTranslation('admin')
  const { message } = App.useApp()
  const reset = useMutation({
    mutationFn: () => sendJson<Schemas['PasswordOut']>('POST', `/api/v1/people/${personId}/password`, {}),
    onSuccess: ({ password }) => onReset(password),
    onError: (error) => void message.error(sentence(error)),
  })
  return (
    <Popconfirm
      title={t('secret.reset_ask', { person: name })}
      okText={t('secret.reset')}
      cancelText={t('common:action.cancel')}
      onConfirm={() => reset.mutate()}
    >
      <Button icon={<KeyOutlined />} loading={reset.isPending}>
        {t('secret.reset')}
      </Button>
    </Popconfirm>
  )
}
