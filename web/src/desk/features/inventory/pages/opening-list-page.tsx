import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'
import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['OpeningBalanceRow']

export default function OpeningListPage() {
  const { t } = useTranslation('inventory')
  const list = useGoodsList<Row>({ own: [] })
  const create = (
    <NewButton to="/inventory/openings/new" grant="inventory.open">
      {t('opening.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.openings"
      title={t('opening.list')}
      resource="/api/v1/opening-balances"
      searchHint={t('transfer.search')}
      rowHref={(row) => `/inventory/openings/${row.id}`}
      actions={create}
      empty={{ title: t('opening.empty'), hint: t('opening.empty_hint'), action: create }}
    />
  )
}
