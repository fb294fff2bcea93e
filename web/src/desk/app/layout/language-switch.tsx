import { GlobalOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { changeLanguage, LANGUAGES } from '@/shared/i18n'
import { api } from '@/shared/lib/api'

/** One press changes to the other language; names and refusals come from the server, so all is asked for anew. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('common')
  const client = useQueryClient()
  const other = LANGUAGES.find((language) => language !== i18n.language) ?? 'en'
  const change = async () => {
    await changeLanguage(other)
    // Mails and messages follow the person; whoever is not signed in yet is refused here and may well be.
    await api.PUT('/api/v1/me', { body: { language: other } }).catch(() => undefined)
    await client.invalidateQueries()
  }
  return (
    <Button type="text" icon={<GlobalOutlined />} onClick={() => void change()} lang={other}>
      {t(`language.${other}`)}
    </Button>
  )
}
