import { ImportOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '@/shared/i18n'
import { Panel } from '@/shared/ui/panel'
import tables from '@/shared/ui/plain-table.module.css'
import { Section } from '@/shared/ui/section'
import { useChart } from '../api/use-accounts'
import { type Account, nameOf } from '../rules/accounts'
import styles from './accounting.module.css'
import { ImportAccounts } from './import-accounts'

interface AccountChartProps {
  companyId: string
  editable: boolean
}

const named = (account: Account): string => nameOf(account, currentLanguage())

/** The chart: the standard accounts, and the company's own among them. */
export function AccountChart({ companyId, editable }: AccountChartProps) {
  const { t } = useTranslation('accounting')
  const chart = useChart(companyId)
  const [text, setText] = useState('')
  const [importing, setImporting] = useState(false)
  const wanted = (account: Account) =>
    `${account.code} ${named(account)}`.toLowerCase().includes(text.toLowerCase())
  return (
    <Section
      title={t('chart')}
      extra={
        <div className={styles.tools}>
          <Input.Search
            allowClear
            placeholder={t('search_accounts')}
            aria-label={t('search_accounts')}
            onChange={(event) => setText(event.target.value.trim())}
          />
          {editable && (
            <Button icon={<ImportOutlined />} onClick={() => setImporting(true)}>
              {t('import')}
            </Button>
          )}
        </div>
      }
    >
      <Panel query={chart}>
        {(accounts) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard where it is longer than its part.
          <section className={styles.chart} tabIndex={0} aria-label={t('chart')}>
            <table className={tables.table}>
              <thead>
                <tr>
                  <th scope="col">{t('account_code')}</th>
                  <th scope="col">{t('account_name')}</th>
                  <th scope="col">{t('kind')}</th>
                  <th scope="col">{t('origin')}</th>
                </tr>
              </thead>
              <tbody>
                {accounts.filter(wanted).map((account) => (
                  <tr key={account.code}>
                    <td>{account.code}</td>
                    <td>{named(account)}</td>
                    <td>{t(`kinds.${account.kind}`)}</td>
                    <td>
                      {t(account.standard ? 'standard' : 'own')}
                      {!account.active && ` · ${t('common:state.inactive')}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Panel>
      {importing && <ImportAccounts companyId={companyId} onClose={() => setImporting(false)} />}
    </Section>
  )
}
