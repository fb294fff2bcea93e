import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'
import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['StockCountRow']

export default function CountListPage() {
  const { t } = useTranslation('inventory')
  const list = useGoodsList<Row>({ own: [] })
  const create = (
    <NewButton to="/inventory/counts/new" grant="inventory.count">
      {t('count.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.counts"
      title={t('count.list')}
      resource="/api/v1/stock-counts"
      searchHint={t('transfer.search')}
      rowHref={(row) => `/inventory/counts/${row.id}`}
      actions={create}
      empty={{ title: t('count.empty'), hint: t('count.empty_hint'), action: create }}
    />
  )
}
