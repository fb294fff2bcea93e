import { BankOutlined, DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useScope } from '@/shared/session/scope'
import { useMe } from '@/shared/session/use-me'
import styles from './frame.module.css'

export function CompanySwitch() {
  const { t } = useTranslation('shell')
  const { companies } = useMe()
  const { company, chooseCompany } = useScope()
  if (!company) return null
  const content = <span className={styles.name}>{company.name}</span>
  if (companies.length === 1)
    return (
      <Button type="text" icon={<BankOutlined />} title={`${t('top.company')}: ${company.name}`}>
        {content}
      </Button>
    )
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: companies.map(({ id, code, name }) => ({ key: id, label: `${code} ${name}` })),
        selectable: true,
        selectedKeys: [company.id],
        onClick: ({ key }) => chooseCompany(key),
      }}
    >
      <Button type="text" icon={<BankOutlined />} aria-label={`${t('top.company')}: ${company.name}`}>
        {content}
        <DownOutlined />
      </Button>
    </Dropdown>
  )
}
