import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'

import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['StockTransferRow']

export default function TransferListPage() {
  const { t } = useTranslation('inventory')
  const list = useGoodsList<Row>({
    states: ['draft', 'proposed', 'agreed', 'posted', 'reversed'],
    own: [
      { key: 'target_warehouse_name', title: t('transfer.target_warehouse'), width: 150, sortable: true },
    ],
  })
  const create = (
    <NewButton to="/inventory/transfers/new" grant="inventory.transfer">
      {t('transfer.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.transfers"
      title={t('transfer.list')}
      resource="/api/v1/stock-transfers"
      searchHint={t('transfer.search')}
      rowHref={(row) => `/inventory/transfers/${row.id}`}
      actions={create}
      empty={{ title: t('transfer.empty'), hint: t('transfer.empty_hint'), action: create }}
    />
  )
}
