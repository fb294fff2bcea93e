import { useTranslation } from 'react-i18next'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { AccountChart } from '../components/account-chart'
import { AccountRules } from '../components/account-rules'
import styles from '../components/accounting.module.css'

/** Which accounts a company has, and which of them take what is posted. */
export default function AccountPage() {
  const { t } = useTranslation('accounting')
  const { company } = useScope()
  const editable = useCan()('ledger.accounts')
  if (company === null) return null
  return (
    <div className={styles.page}>
      <h1>{t('accounts')}</h1>
      <AccountRules companyId={company.id} editable={editable} />
      <AccountChart companyId={company.id} editable={editable} />
    </div>
  )
}
