import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'

import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['MaterialReturnRow']

export default function ReturnListPage() {
  const { t } = useTranslation('inventory')
  const list = useGoodsList<Row>({
    own: [],
    filters: [{ field: 'notional', label: t('return.notional'), kind: 'boolean' }],
  })
  const create = (
    <NewButton to="/inventory/returns/new" grant="inventory.return">
      {t('return.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.returns"
      title={t('return.list')}
      resource="/api/v1/material-returns"
      searchHint={t('return.search')}
      rowHref={(row) => `/inventory/returns/${row.id}`}
      actions={create}
      empty={{ title: t('return.empty'), hint: t('return.empty_hint'), action: create }}
    />
  )
}
