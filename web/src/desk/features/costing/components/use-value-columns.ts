import { useTranslation } from 'react-i18next'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { receiptLineSource } from '../api/receipt-line-source'
import {
  RECEIPT_FIELDS,
  type ValueNoteDraft,
  type ValueNoteLine,
  withReceiptLine,
} from '../rules/value-note-draft'

/** A value note's lines: each names a receipt line and what its kind of note says of it. */
export function useValueColumns(): (note: ValueNoteDraft) => GridColumn<ValueNoteLine>[] {
  const { t } = useTranslation('costing')

  const said = ({ kind }: ValueNoteDraft): GridColumn<ValueNoteLine>[] => {
    switch (kind) {
      case 'invoice_difference':
        return [
          {
            kind: 'readonly',
            key: 'open_quantity',
            title: t('value.open_quantity'),
            width: 100,
            format: 'quantity',
          },
          {
            kind: 'readonly',
            key: 'open_estimate',
            title: t('value.open_estimate'),
            width: 110,
            format: 'money',
          },
          { kind: 'number', key: 'quantity', title: t('value.invoiced'), format: 'quantity', width: 100 },
          {
            kind: 'number',
            key: 'amount',
            title: t('value.invoice_amount'),
            format: 'money',
            width: 120,
            total: true,
          },
        ]
      case 'exchange_rate':
        return [
          {
            kind: 'number',
            key: 'amount',
            title: t('value.difference'),
            format: 'money',
            width: 120,
            total: true,
          },
        ]
      case 'price_adjustment':
        return [{ kind: 'number', key: 'price', title: t('value.price'), format: 'unit_price', width: 120 }]
      default:
        return []
    }
  }

  return (note) => [
    pickColumn({
      key: 'receipt_line_id',
      title: t('value.receipt'),
      width: 150,
      source: () => receiptLineSource(note.company_id, note.kind === 'invoice_difference'),
      show: (line) => line.receipt_number,
      choose: (_line, choice) => withReceiptLine(note.kind, choice?.row ?? null),
      fields: RECEIPT_FIELDS,
    }),
    {
      kind: 'readonly',
      key: 'item_code',
      title: t('words:item'),
      width: 170,
      show: (line) => [line.item_code, line.item_name].filter(Boolean).join(' '),
    },
    { kind: 'readonly', key: 'supplier_name', title: t('words:supplier'), width: 100 },
    {
      kind: 'readonly',
      key: 'received_quantity',
      title: t('value.received'),
      width: 100,
      format: 'quantity',
    },
    { kind: 'readonly', key: 'base_unit', title: t('value.unit'), width: 60 },
    {
      kind: 'readonly',
      key: 'received_value',
      title: t('value.received_value'),
      width: 120,
      format: 'money',
    },
    ...said(note),
    { kind: 'readonly', key: 'change', title: t('value.change'), width: 136, format: 'money', total: true },
  ]
}
