import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DocumentLink } from '@/shared/ui/document-link'
import { Quantity } from '@/shared/ui/figures'
import type { ListColumn } from '@/shared/ui/list/types'
import type { TracedPlace, TraceStep } from '../rules/trace'

/** Where goods are: the place, whose they are there, what came and what is left. */
export function useTracedPlaceColumns(unit: string): ListColumn<TracedPlace>[] {
  const { t } = useTranslation('stock')
  return [
    { key: 'kind', title: t('trace.kind'), width: 80, render: (row) => t(`place.${row.kind}`) },
    {
      key: 'name',
      title: t('trace.place'),
      render: (row) => [row.name, row.code].filter(Boolean).join(' · ') || '–',
    },
    {
      key: 'project_code',
      title: t('project'),
      render: (row) => project(row) || ownerless(row, t('general')),
    },
    { key: 'came', title: t('trace.came'), kind: 'quantity', width: 110 },
    { key: 'went', title: t('trace.went'), kind: 'quantity', width: 110 },
    {
      key: 'left',
      title: t('trace.left'),
      kind: 'quantity',
      width: 130,
      render: (row) => <Quantity value={row.left} unit={unit} />,
    },
    { key: 'last_on', title: t('trace.last_on'), kind: 'date', width: 110 },
  ]
}

/** Who drew the goods for what, and what of it came back. */
export function useDrawColumns(unit: string): ListColumn<TraceStep>[] {
  const { t } = useTranslation('stock')
  return [
    ...useDocumentColumns(),
    {
      key: 'target',
      title: t('trace.used_for'),
      render: ({ target }) => (
        <Link to={`/stock/used-batches?project_id=${target.project_id ?? ''}&node_id=${target.id}`}>
          {[target.project_code, target.code, target.name].filter(Boolean).join(' ')}
        </Link>
      ),
    },
    { key: 'source', title: t('from'), render: ({ source }) => [source.name, source.code].join(' · ') },
    { key: 'recipient', title: t('trace.recipient'), width: 100, render: (row) => row.recipient || '–' },
    { key: 'recorded_by_name', title: t('trace.recorded_by'), width: 90 },
    {
      key: 'quantity',
      title: t('trace.drawn'),
      kind: 'quantity',
      width: 110,
      render: (row) => <Quantity value={row.quantity} unit={unit} />,
    },
    {
      key: 'left',
      title: t('trace.still_out'),
      kind: 'quantity',
      width: 120,
      render: (row) => <Quantity value={row.left} unit={unit} />,
    },
  ]
}

/** By what goods came in: the supplier, the order and their slip. */
export function useOriginColumns(unit: string): ListColumn<TraceStep>[] {
  const { t } = useTranslation('stock')
  return [
    ...useDocumentColumns(),
    {
      key: 'source',
      title: t('supplier'),
      render: ({ source }) =>
        [source.code, source.name].filter(Boolean).join(' ') || t(`place.${source.kind}`),
    },
    {
      key: 'order_number',
      title: t('trace.order'),
      width: 150,
      render: (row) =>
        row.order_id ? (
          <DocumentLink type="purchase_order" id={row.order_id} number={row.order_number} />
        ) : (
          '–'
        ),
    },
    {
      key: 'delivery_note',
      title: t('trace.delivery_note'),
      width: 120,
      render: (row) => row.delivery_note || '–',
    },
    { key: 'target', title: t('to'), render: ({ target }) => [target.name, target.code].join(' · ') },
    { key: 'recorded_by_name', title: t('trace.recorded_by'), width: 90 },
    {
      key: 'quantity',
      title: t('quantity'),
      kind: 'quantity',
      width: 120,
      render: (row) => <Quantity value={row.quantity} unit={unit} />,
    },
  ]
}

function useDocumentColumns(): ListColumn<TraceStep>[] {
  const { t } = useTranslation('stock')
  return [
    { key: 'business_date', title: t('business'), kind: 'date', width: 102 },
    {
      key: 'document_number',
      title: t('document'),
      width: 150,
      render: (row) => (
        <span title={row.undone_by ? t('trace.undone_by', { number: row.undone_by }) : undefined}>
          <DocumentLink type={row.document_type} id={row.document_id} number={row.document_number} />
          {row.undone_by && ` ${t('trace.undone')}`}
        </span>
      ),
    },
  ]
}

const project = (row: TracedPlace) => [row.project_code, row.project_name].filter(Boolean).join(' ')
const ownerless = (row: TracedPlace, general: string) => (row.kind === 'bin' ? general : '–')
