import { LeftOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { documentHref } from '@/shared/lib/document-links'
import { movesHref } from '@/shared/lib/ledger-links'
import { useCan } from '@/shared/session/use-me'
import { AttachmentPanel } from '@/shared/ui/attachment-panel'
import { Quantity } from '@/shared/ui/figures'
import { ListPanel } from '@/shared/ui/list/list-panel'
import type { ListColumn } from '@/shared/ui/list/types'
import { Panel } from '@/shared/ui/panel'
import { Section } from '@/shared/ui/section'
import { useBatch } from '../api/use-batch'
import { BatchStatusTag } from '../components/batch-status'
import { BatchTrace } from '../components/batch-trace'
import { ChangeBatchStatus } from '../components/change-batch-status'
import { useMoveColumns } from '../components/columns'
import facts from '../components/facts.module.css'
import type { Batch, Move } from '../rules/selection'
import styles from './batch-page.module.css'

const MOVE_COLUMNS = new Set([
  'business_date',
  'document_number',
  'from_place',
  'to_place',
  'quantity_in',
  'quantity_out',
  'value',
])

/** The columns that the page shows, some of them taking the room that is left. */
const freed = <Row,>(columns: ListColumn<Row>[], shown: Set<string>, wide: string[]): ListColumn<Row>[] =>
  columns
    .filter((column) => shown.has(column.key))
    .map((column) => (wide.includes(column.key) ? { ...column, width: undefined } : column))

/** One batch: what it is, where it is and who has it, where it came from, and every move of it. */
export default function BatchPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('stock')
  const can = useCan()
  const query = useBatch(id)
  return (
    <div className={styles.page}>
      <Panel query={query}>{(batch) => <Head batch={batch} />}</Panel>
      <BatchTrace id={id} />
      <ListPanel<Move>
        title={t('moves')}
        resource="/api/v1/stock/moves"
        query={{ batch_id: id, item_id: query.data?.item_id }}
        columns={freed(useMoveColumns(), MOVE_COLUMNS, ['from_place', 'to_place'])}
        href={movesHref({ batch_id: id })}
        empty={t('moves_empty')}
        limit={50}
      />
      <Section title={t('certificates')}>
        <AttachmentPanel type="batch" id={id} editable={can('platform.attach')} />
      </Section>
    </div>
  )
}

function Head({ batch }: { batch: Batch }) {
  const { t } = useTranslation('stock')
  const item = documentHref('item', batch.item_id)
  const supplier = batch.supplier_id ? documentHref('party', batch.supplier_id) : null
  const itemName = `${batch.item_code} ${batch.item_name}`
  const supplierName = [batch.supplier_code, batch.supplier_name].filter(Boolean).join(' ')
  return (
    <>
      <header className={styles.head}>
        <Link to="/stock/batches" aria-label={t('batches')} title={t('batches')}>
          <LeftOutlined />
        </Link>
        <h1>
          {t(batch.item_tracking === 'serial' ? 'serial_title' : 'batch_title', { number: batch.number })}
        </h1>
        <BatchStatusTag status={batch.status} />
        <ChangeBatchStatus batch={batch} />
      </header>
      <dl className={facts.facts}>
        <Fact label={t('item')}>{item ? <Link to={item}>{itemName}</Link> : itemName}</Fact>
        <Fact label={t('specification')}>{batch.item_specification}</Fact>
        <Fact label={t('supplier')}>
          {supplier ? <Link to={supplier}>{supplierName}</Link> : supplierName}
        </Fact>
        <Fact label={t('production_date')}>{batch.production_date}</Fact>
        <Fact label={t('expiry_date')}>{batch.expiry_date}</Fact>
        {batch.status_reason && <Fact label={t('batch_status.reason')}>{batch.status_reason}</Fact>}
        <Fact label={t('on_hand')}>
          <Quantity value={batch.on_hand} unit={batch.base_unit} />
        </Fact>
      </dl>
    </>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children || '–'}</dd>
    </div>
  )
}
