import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { sum } from '@/shared/lib/arithmetic'
import { formatDay } from '@/shared/lib/dates'
import { documentHref } from '@/shared/lib/document-links'
import { DocumentLink } from '@/shared/ui/document-link'
import { Money, Quantity, UnitPrice } from '@/shared/ui/figures'
import type { Explanation } from '../rules/explanation'
import styles from './facts.module.css'

/** The move whose price is explained: what it is, and what it was and is worth. */
export function ExplainedFacts({ found }: { found: Explanation }) {
  const { t } = useTranslation('stock')
  const { move } = found
  const item = documentHref('item', found.item_id)
  const name = `${found.item_code} ${found.item_name}`
  const corrected = sum([move.earlier_corrections_value, ...move.corrections.map((one) => one.value)])
  return (
    <dl className={styles.facts}>
      <Fact label={t(`explain.kind.${move.kind}`)}>
        <DocumentLink type={move.document_type} id={move.document_id} number={move.document_number} />
      </Fact>
      <Fact label={t('item')}>{item ? <Link to={item}>{name}</Link> : name}</Fact>
      <Fact label={t('explain.pool')}>
        {[found.owner_code ?? t('general'), found.owner_name, found.batch_no].filter(Boolean).join(' ')}
      </Fact>
      <Fact label={`${t('from')} → ${t('to')}`}>
        {move.from_place} → {move.to_place}
      </Fact>
      <Fact label={t('business_date')}>{formatDay(move.business_date)}</Fact>
      <Fact label={t('posting')}>{formatDay(move.posting_date)}</Fact>
      <Fact label={t('quantity')}>
        <Quantity value={move.quantity} unit={found.base_unit} />
      </Fact>
      <Fact label={t('explain.value_posted')}>
        <Money value={move.value_posted} />
      </Fact>
      <Fact label={t('explain.corrected')}>
        <Money value={corrected} />
      </Fact>
      <Fact label={t(found.known === 'now' ? 'explain.value_now' : 'explain.value_then')}>
        <strong>
          <Money value={move.value} />
        </strong>
      </Fact>
      <Fact label={t('unit_cost')}>
        <UnitPrice value={move.unit_cost} />
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children || '–'}</dd>
    </div>
  )
}
