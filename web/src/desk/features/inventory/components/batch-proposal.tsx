import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatQuantity } from '@/shared/lib/decimal'
import { useBatchProposals } from '../api/use-batch-proposals'
import { askedOf, type Proposed, proposedFor, withProposed } from '../rules/batch-proposal'
import type { IssueDraft, IssueLine } from '../rules/issue-draft'
import type { StockPick } from '../rules/pick-stock'
import styles from './batch-proposal.module.css'

interface BatchProposalProps {
  issue: IssueDraft
  onTake: (lines: IssueLine[]) => void
}

/** Which batches the lines should take so that what expires first goes first, where they don't take them yet. */
export function BatchProposal({ issue, onTake }: BatchProposalProps) {
  const { t } = useTranslation('inventory')
  const heaps = useBatchProposals(askedOf(issue.lines), issue.warehouse_id, issue.business_date)
  const proposed = heaps ? proposedFor(issue.lines, heaps) : []
  if (proposed.length === 0) return null

  // The lines know how their project is called, the heaps only which one owns them.
  const named = proposed.map(({ line, picks }) => ({
    line,
    picks: picks.map((pick) => withOwner(pick, line)),
  }))
  return (
    <Alert
      type="info"
      showIcon
      title={t('proposal.title')}
      description={named.map((each) => <Told key={each.line.id} {...each} />)}
      action={
        <Button size="small" onClick={() => onTake(withProposed(issue.lines, named))}>
          {t('proposal.take')}
        </Button>
      }
    />
  )
}

function Told({ line, picks }: Proposed) {
  const { t } = useTranslation('inventory')
  const told = ({ balance, quantity }: StockPick) => {
    const { supplier_name, expiry_date, quantity: there } = balance
    const about = [
      supplier_name,
      expiry_date && t('stock.expires', { day: expiry_date }),
      `${t('stock.on_hand')} ${formatQuantity(there)}`,
    ]
    return `${balance.batch_no} ${formatQuantity(quantity)} ${line.base_unit} (${about.filter(Boolean).join(' · ')})`
  }
  return (
    <p className={styles.line}>
      {line.item_code} {line.item_name}: {picks.map(told).join(' + ')}
    </p>
  )
}

const withOwner = (pick: StockPick, line: IssueLine): StockPick =>
  pick.balance.owner_id === null
    ? pick
    : { ...pick, balance: { ...pick.balance, owner_code: line.project_code, owner_name: line.project_name } }
