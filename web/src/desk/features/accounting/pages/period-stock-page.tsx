import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { ListPage } from '@/shared/ui/list/list-page'
import { type FrozenStock, monthName } from '../rules/periods'

/** What a month froze: what lay where when it ended, and what it was worth. */
export default function PeriodStockPage() {
  const { t } = useTranslation('accounting')
  const { company } = useScope()
  const month = useSearchParams()[0].get('month') ?? ''
  return (
    <ListPage<FrozenStock>
      id="accounting.period-stock"
      title={t('period.stock_title', { month: monthName(month) })}
      resource="/api/v1/period-stock"
      columns={[
        { key: 'item_code', title: t('item_code'), width: 130, sortable: true },
        { key: 'item_name', title: t('item_name'), width: 220 },
        { key: 'warehouse_code', title: t('warehouse'), width: 120, sortable: true },
        {
          key: 'owner_code',
          title: t('owner'),
          width: 150,
          render: (row) => row.owner_code ?? t('general_stock'),
        },
        { key: 'quantity', title: t('quantity'), kind: 'quantity', width: 130, sortable: true },
        { key: 'unit', title: t('unit'), width: 70 },
        { key: 'value', title: t('value'), kind: 'money', width: 150, sortable: true, total: true },
      ]}
      fixed={{ company_id: company?.id, month }}
      defaultSort="item_code"
      empty={{ title: t('period.nothing_lay'), hint: t('period.frozen_hint') }}
    />
  )
}
