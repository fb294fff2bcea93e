import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '@/shared/i18n'
import { sentence } from '@/shared/refusal'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { costCategorySource, itemCategorySource } from '@/shared/ui/sources'
import { useChart, useSetRule } from '../api/use-accounts'
import { type AccountRule, BORNE_BY_NODES, nameOf, PURPOSES, type Purpose } from '../rules/accounts'
import styles from './accounting.module.css'

interface AddRuleProps {
  companyId: string
  rules: AccountRule[]
}

/** Sets the account of a purpose, in general or for a category; one that is there already is changed. */
export function AddRule({ companyId, rules }: AddRuleProps) {
  const { t } = useTranslation('accounting')
  const chart = useChart(companyId)
  const set = useSetRule(companyId)
  const [purpose, setPurpose] = useState<Purpose>('inventory')
  const [categoryId, setCategoryId] = useState<string | null>(null)
  const [account, setAccount] = useState<string | null>(null)
  const there = rules.find(
    (rule) => rule.purpose === purpose && rule.ownership === '' && rule.category_id === categoryId,
  )
  const submit = () =>
    set.mutate(
      { purpose, ownership: '', category_id: categoryId, account, version: there?.version ?? 0 },
      { onSuccess: () => setAccount(null) },
    )
  return (
    <>
      <div className={styles.add}>
        <Select<Purpose>
          value={purpose}
          aria-label={t('purpose')}
          options={PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) }))}
          onChange={(next) => {
            setPurpose(next)
            setCategoryId(null)
          }}
        />
        <RemotePicker
          key={String(BORNE_BY_NODES.includes(purpose))}
          source={BORNE_BY_NODES.includes(purpose) ? costCategorySource : itemCategorySource}
          value={categoryId}
          onChange={setCategoryId}
          placeholder={t('in_general')}
          aria-label={t('rule_for')}
        />
        <Select<string>
          value={account}
          aria-label={t('account')}
          placeholder={t('account')}
          showSearch
          optionFilterProp="label"
          options={(chart.data ?? [])
            .filter((one) => one.active)
            .map((one) => ({ value: one.code, label: `${one.code} ${nameOf(one, currentLanguage())}` }))}
          onChange={setAccount}
        />
        <Button type="primary" disabled={account === null} loading={set.isPending} onClick={submit}>
          {t(there ? 'change_rule' : 'add_rule')}
        </Button>
      </div>
      {set.error && <Alert type="error" showIcon title={sentence(set.error)} />}
    </>
  )
}
