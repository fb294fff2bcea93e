import { DeleteOutlined } from '@ant-design/icons'
import { Alert, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '@/shared/i18n'
import { sentence } from '@/shared/refusal'
import { Panel } from '@/shared/ui/panel'
import tables from '@/shared/ui/plain-table.module.css'
import { Section } from '@/shared/ui/section'
import { useAccountRules, useChart, useSetRule } from '../api/use-accounts'
import { type AccountRule, inOrder, nameOf } from '../rules/accounts'
import styles from './accounting.module.css'
import { AddRule } from './add-rule'

interface AccountRulesProps {
  companyId: string
  editable: boolean
}

/** The company's own rules; what none of them says goes by the standard chart. */
export function AccountRules({ companyId, editable }: AccountRulesProps) {
  const { t } = useTranslation('accounting')
  const rules = useAccountRules(companyId)
  const chart = useChart(companyId)
  const set = useSetRule(companyId)
  const named = (code: string) => {
    const account = chart.data?.find((each) => each.code === code)
    return account ? `${code} ${nameOf(account, currentLanguage())}` : code
  }
  const takeAway = ({ purpose, ownership, category_id, version }: AccountRule) =>
    set.mutate({
      purpose,
      ownership: ownership as '' | 'own' | 'owner_supplied' | 'consignment',
      category_id,
      version,
      account: null,
    })
  return (
    <Section title={t('rules')}>
      <p className={styles.hint}>{t('rules_hint')}</p>
      <Panel query={rules}>
        {(found) =>
          found.length > 0 && (
            <table className={tables.table}>
              <thead>
                <tr>
                  <th scope="col">{t('purpose')}</th>
                  <th scope="col">{t('rule_for')}</th>
                  <th scope="col">{t('account')}</th>
                  <th scope="col" aria-label={t('common:action.remove')} />
                </tr>
              </thead>
              <tbody>
                {inOrder(found).map((rule) => (
                  <tr key={rule.id}>
                    <td>{t(`purposes.${rule.purpose}`)}</td>
                    <td>
                      {[
                        rule.category_name ?? t('in_general'),
                        rule.ownership && t(`ownerships.${rule.ownership}`),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </td>
                    <td>{named(rule.account)}</td>
                    <td className={tables.figure}>
                      {editable && (
                        <Popconfirm
                          title={t('take_away_ask')}
                          okText={t('common:action.remove')}
                          cancelText={t('common:action.cancel')}
                          onConfirm={() => takeAway(rule)}
                        >
                          <Button
                            type="text"
                            size="small"
                            icon={<DeleteOutlined />}
                            aria-label={t('take_away', { purpose: t(`purposes.${rule.purpose}`) })}
                          />
                        </Popconfirm>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Panel>
      {set.error && <Alert type="error" showIcon title={sentence(set.error)} />}
      {editable && <AddRule companyId={companyId} rules={rules.data ?? []} />}
    </Section>
  )
}
