import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'
import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['StockScrapRow']

export default function ScrapListPage() {
  const { t } = useTranslation('inventory')
  const list = useGoodsList<Row>({
    own: [
      {
        key: 'reason',
        title: t('scrap.reason'),
        width: 100,
        sortable: true,
        render: (row) => t(`scrap.reasons.${row.reason}`),
      },
    ],
  })
  const create = (
    <NewButton to="/inventory/scraps/new" grant="inventory.scrap">
      {t('scrap.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.scraps"
      title={t('scrap.list')}
      resource="/api/v1/stock-scraps"
      searchHint={t('transfer.search')}
      rowHref={(row) => `/inventory/scraps/${row.id}`}
      actions={create}
      empty={{ title: t('scrap.empty'), hint: t('scrap.empty_hint'), action: create }}
    />
  )
}
