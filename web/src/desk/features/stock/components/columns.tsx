import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { documentHref } from '@/shared/lib/document-links'
import { explanationHref } from '@/shared/lib/ledger-links'
import { useCan } from '@/shared/session/use-me'
import { DocumentLink } from '@/shared/ui/document-link'
import { Money, Quantity } from '@/shared/ui/figures'
import type { ListColumn } from '@/shared/ui/list/types'
import type { Balance, Group, Move } from '../rules/selection'
import { Place } from './place'

type T = TFunction<'stock'>

/** The columns of stock on hand: what the rows of a group share, and its sums. */
export function useBalanceColumns(group: Group | null): ListColumn<Balance>[] {
  const { t } = useTranslation('stock')
  const priced = useCan()('cost.read')
  const counted = [...quantity(t), ...unitCost(t, priced), ...value(t, priced)]
  // With the places there is no room for it, unless someone wants it.
  const placed = (columns: ListColumn<Balance>[]) =>
    columns.map((one) => ({ ...one, hidden: one.key === 'item_specification' }))
  const described = (columns: ListColumn<Balance>[]) => columns.map((one) => ({ ...one, hidden: false }))
  switch (group) {
    case 'item':
      return [...item(t), ...ownership(t), ...category(t).slice(1), ...counted]
    case 'batch':
      return [...item(t), ...ownership(t), ...batch(t), ...counted]
    case 'warehouse':
      return [...warehouse(t), ...value(t, priced)]
    case 'bin':
      return [...warehouse(t), ...bin(t), ...holder(t, false), ...value(t, priced)]
    case 'owner':
      return [...described(owner(t)), ...value(t, priced)]
    case 'holder':
      return [...holder(t, false), ...value(t, priced)]
    case 'category':
      return [...category(t), ...value(t, priced)]
    case null:
      return [
        ...placed(item(t)),
        ...warehouse(t).slice(1),
        ...bin(t),
        ...holder(t, true),
        ...batch(t),
        ...owner(t),
        ...ownership(t),
        ...counted,
      ]
  }
}

/** The columns of the stock ledger. */
export function useMoveColumns(): ListColumn<Move>[] {
  const { t } = useTranslation('stock')
  const priced = useCan()('cost.read')
  const columns: ListColumn<Move>[] = [
    { key: 'business_date', title: t('business'), width: 102, kind: 'date', sortable: true },
    { key: 'posting_date', title: t('posting'), width: 94, kind: 'date' },
    { key: 'recorded_at', title: t('recorded'), width: 138, kind: 'date', sortable: true },
    {
      key: 'document_number',
      title: t('document'),
      width: 160,
      render: (row) => (
        <>
          <DocumentLink type={row.document_type} id={row.document_id} number={row.document_number} />{' '}
          <Corrected move={row} />
        </>
      ),
    },
    {
      key: 'corrected_number',
      title: t('corrects'),
      width: 126,
      hidden: true,
      render: (row) =>
        row.corrected_id && (
          <DocumentLink type={row.corrected_type ?? ''} id={row.corrected_id} number={row.corrected_number} />
        ),
    },
    {
      key: 'item_code',
      title: t('item'),
      width: 144,
      sortable: true,
      render: (row) => (
        <span title={row.item_name}>
          {row.item_code} {row.batch_id && <Link to={`/stock/batches/${row.batch_id}`}>{row.batch_no} </Link>}
          {row.item_name}
        </span>
      ),
    },
    { key: 'item_specification', title: t('specification'), width: 130, hidden: true },
    { key: 'from_place', title: t('from'), width: 141, render: (row) => <Place place={row.source} /> },
    { key: 'to_place', title: t('to'), width: 141, render: (row) => <Place place={row.target} /> },
    { key: 'quantity_in', title: t('quantity_in'), width: 80, kind: 'quantity', total: true },
    { key: 'quantity_out', title: t('quantity_out'), width: 80, kind: 'quantity', total: true },
    { key: 'base_unit', title: t('unit'), width: 54, hidden: true },
    {
      key: 'second_quantity',
      title: t('second_quantity'),
      width: 110,
      kind: 'quantity',
      hidden: true,
      render: (row) => <Quantity value={row.second_quantity} unit={row.second_unit} />,
    },
  ]
  return priced
    ? [
        ...columns,
        { key: 'unit_cost', title: t('unit_cost'), width: 110, kind: 'unit_price', hidden: true },
        {
          key: 'value',
          title: t('value'),
          width: 116,
          kind: 'money',
          render: (row) =>
            row.value !== null && (
              <Link to={explanationHref(row.id)} title={t('explain.title')}>
                <Money value={row.value} />
              </Link>
            ),
        },
      ]
    : columns
}

/** Leads from a row that only corrects what another was worth to the document of that one. */
function Corrected({ move }: { move: Move }) {
  const { t } = useTranslation('stock')
  const href = move.corrected_id && documentHref(move.corrected_type ?? '', move.corrected_id)
  if (!href) return null
  return (
    <Link to={href} title={`${t('corrects')} ${move.corrected_number}`}>
      {move.cause ? t(`cause.${move.cause}`) : t('correction')}
    </Link>
  )
}

const item = (t: T): ListColumn<Balance>[] => [
  { key: 'item_code', title: t('item_code'), width: 104, sortable: true },
  { key: 'item_name', title: t('item'), width: 196, sortable: true },
  { key: 'item_specification', title: t('specification'), width: 160 },
]
const ownership = (t: T): ListColumn<Balance>[] => [
  {
    key: 'ownership',
    title: t('ownership.label'),
    width: 64,
    // Nearly all is ours; only what is not is told.
    render: (row) =>
      (row.ownership === 'owner_supplied' || row.ownership === 'consignment') &&
      t(`ownership.${row.ownership}`),
  },
]
const batch = (t: T): ListColumn<Balance>[] => [
  {
    key: 'batch_no',
    title: t('batch'),
    width: 90,
    sortable: true,
    render: (row) => row.batch_id && <Link to={`/stock/batches/${row.batch_id}`}>{row.batch_no}</Link>,
  },
  { key: 'expiry_date', title: t('expiry_date'), width: 100, kind: 'date', sortable: true },
]
const warehouse = (t: T): ListColumn<Balance>[] => [
  { key: 'warehouse_code', title: t('warehouse_code'), width: 110, sortable: true },
  { key: 'warehouse_name', title: t('warehouse'), width: 160 },
]
const bin = (t: T): ListColumn<Balance>[] => [{ key: 'bin_code', title: t('bin'), width: 70, sortable: true }]
/** Who holds it; where places and batches have rows of their own there is room for the name only. */
const holder = (t: T, short: boolean): ListColumn<Balance>[] => [
  {
    key: 'holder_name',
    title: t('holder'),
    width: short ? 140 : 240,
    sortable: true,
    render: (row) =>
      row.holder_id
        ? [t(`holder_kind.${row.holder_kind || 'own'}`), row.holder_name].join(' ')
        : !short && t('holder_kind.own'),
  },
]
const category = (t: T): ListColumn<Balance>[] => [
  { key: 'category_code', title: t('category_code'), width: 120, sortable: true },
  {
    key: 'category_name',
    title: t('category'),
    width: 240,
    render: (row) => row.category_name ?? t('no_category'),
  },
]
const owner = (t: T): ListColumn<Balance>[] => [
  {
    key: 'owner_code',
    title: t('owner'),
    width: 112,
    sortable: true,
    render: (row) => row.owner_code ?? t('general'),
  },
  { key: 'owner_name', title: t('owner_name'), width: 220, hidden: true },
]
/** Quantities add up over one item only; the others have none. */
const quantity = (t: T): ListColumn<Balance>[] => [
  {
    key: 'quantity',
    title: t('quantity'),
    width: 120,
    kind: 'quantity',
    sortable: true,
    total: true,
    render: (row) => <Quantity value={row.quantity} unit={row.base_unit} />,
  },
  {
    key: 'second_quantity',
    title: t('second_quantity'),
    width: 110,
    kind: 'quantity',
    hidden: true,
    render: (row) => <Quantity value={row.second_quantity} unit={row.second_unit} />,
  },
]
const value = (t: T, priced: boolean): ListColumn<Balance>[] =>
  priced ? [{ key: 'value', title: t('value'), width: 136, kind: 'money', sortable: true, total: true }] : []
const unitCost = (t: T, priced: boolean): ListColumn<Balance>[] =>
  priced ? [{ key: 'unit_cost', title: t('unit_cost'), width: 104, kind: 'unit_price' }] : []
