import { App, Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { download } from '@/shared/lib/api'
import { stockHref } from '@/shared/lib/ledger-links'
import { sentence } from '@/shared/refusal'
import { Quantity } from '@/shared/ui/figures'
import { Panel } from '@/shared/ui/panel'
import { Section } from '@/shared/ui/section'
import { useBatchTrace } from '../api/use-batch-trace'
import { drawsOf, originsOf, partsOf, placesOf, type BatchTrace as Trace } from '../rules/trace'
import styles from './batch-trace.module.css'
import { TraceTable } from './trace-table'
import { useDrawColumns, useOriginColumns, useTracedPlaceColumns } from './use-trace-columns'

/** Where a batch is and who has it, and where it came from: the first thing to see when it is recalled. */
export function BatchTrace({ id }: { id: string }) {
  const { t } = useTranslation('stock')
  const query = useBatchTrace(id)
  return (
    <>
      <Section title={t('lies_now')} extra={<Extra id={id} />}>
        <Panel query={query}>{(trace) => <Places trace={trace} />}</Panel>
      </Section>
      <Section title={t('trace.who_has_it')}>
        <Panel query={query}>{(trace) => <Draws trace={trace} />}</Panel>
      </Section>
      <Section title={t('trace.came_from')}>
        <Panel query={query}>{(trace) => <Origins trace={trace} />}</Panel>
      </Section>
    </>
  )
}

function Extra({ id }: { id: string }) {
  const { t } = useTranslation('stock')
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const exportTrace = async () => {
    setBusy(true)
    await download(`/api/v1/batches/${id}/trace?format=xlsx`, `${t('trace.title')}.xlsx`).catch(
      (refused: unknown) => message.error(sentence(refused)),
    )
    setBusy(false)
  }
  return (
    <Space>
      <Link to={stockHref({ batch_id: id })}>{t('balances')}</Link>
      <Button size="small" loading={busy} onClick={() => void exportTrace()}>
        {t('trace.export')}
      </Button>
    </Space>
  )
}

function Places({ trace }: { trace: Trace }) {
  const { t } = useTranslation('stock')
  const [all, setAll] = useState(false)
  const columns = useTracedPlaceColumns(trace.batch.base_unit)
  const passed = trace.places.length - placesOf(trace, false).length
  return (
    <>
      <Sums trace={trace} />
      <TraceTable
        label={t('lies_now')}
        columns={columns}
        rows={placesOf(trace, all)}
        rowKey={({ kind, id, project_id }) => `${kind}:${id}:${project_id}`}
        empty={t('lies_nowhere')}
        faded={({ left }) => !/[1-9]/.test(left)}
      />
      {passed > 0 && !all && (
        <div className={styles.more}>
          <Button type="link" size="small" onClick={() => setAll(true)}>
            {t('trace.passed', { count: passed })}
          </Button>
        </div>
      )}
    </>
  )
}

function Sums({ trace }: { trace: Trace }) {
  const { t } = useTranslation('stock')
  const unit = trace.batch.base_unit
  return (
    <dl className={styles.sums}>
      <div>
        <dt>{t('trace.sum.received')}</dt>
        <dd>
          <Quantity value={trace.sums.received} unit={unit} />
        </dd>
      </div>
      {partsOf(trace.sums).map(({ part, quantity }, index) => (
        <div key={part}>
          <dt>
            {index === 0 ? '=' : '+'} {t(`trace.sum.${part}`)}
          </dt>
          <dd>
            <Quantity value={quantity} unit={unit} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Draws({ trace }: { trace: Trace }) {
  const { t } = useTranslation('stock')
  return (
    <TraceTable
      label={t('trace.who_has_it')}
      columns={useDrawColumns(trace.batch.base_unit)}
      rows={drawsOf(trace)}
      rowKey={({ id }) => id}
      empty={t('trace.nobody')}
      faded={({ left }) => !/[1-9]/.test(left ?? '')}
    />
  )
}

function Origins({ trace }: { trace: Trace }) {
  const { t } = useTranslation('stock')
  return (
    <TraceTable
      label={t('trace.came_from')}
      columns={useOriginColumns(trace.batch.base_unit)}
      rows={originsOf(trace)}
      rowKey={({ id }) => id}
      empty={t('trace.from_nowhere')}
      faded={({ undone_by }) => undone_by !== null}
    />
  )
}
