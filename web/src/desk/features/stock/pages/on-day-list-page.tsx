import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn } from '@/shared/ui/list/types'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { itemSource, projectSource, warehouseSource } from '@/shared/ui/sources'

type Row = Schemas['StockOnDayOut']

/** What lay where on any day, by when it happened or by what was posted then, as known now or at the end of a day. */
export default function OnDayListPage() {
  const { t } = useTranslation('stock')
  const { company } = useScope()
  const seesCost = useCan()('cost.read')
  const columns: ListColumn<Row>[] = [
    { key: 'item_code', title: t('item_code'), width: 130, sortable: true },
    { key: 'item_name', title: t('item'), width: 220 },
    { key: 'warehouse_code', title: t('warehouse'), width: 120, sortable: true },
    {
      key: 'owner_code',
      title: t('owner'),
      width: 150,
      render: (row) => row.owner_code ?? t('general'),
    },
    { key: 'quantity', title: t('quantity'), kind: 'quantity', width: 130, sortable: true },
    { key: 'unit', title: t('unit'), width: 70 },
  ]
  if (seesCost)
    columns.push({
      key: 'value',
      title: t('value'),
      kind: 'money',
      width: 150,
      sortable: true,
      total: true,
    })
  return (
    <ListPage<Row>
      id="stock.on-day"
      title={t('on_day.title')}
      resource="/api/v1/stock-on-day"
      columns={columns}
      filters={[
        { field: 'day', label: t('on_day.day'), kind: 'date' },
        {
          field: 'by',
          label: t('on_day.by'),
          kind: 'select',
          options: (['business_date', 'posting_date'] as const).map((value) => ({
            value,
            label: t(`on_day.${value}`),
          })),
        },
        useKnownFilter(),
        { field: 'item_id', label: t('item'), kind: 'remote', source: itemSource },
        { field: 'warehouse_id', label: t('warehouse'), kind: 'remote', source: warehouseSource },
        { field: 'owner_id', label: t('owner'), kind: 'remote', source: projectSource },
      ]}
      fixed={{ company_id: company?.id }}
      defaultSort="item_code"
      empty={{ title: t('on_day.empty'), hint: t('on_day.empty_hint') }}
    />
  )
}
