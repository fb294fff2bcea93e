import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'
import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['GoodsReceiptRow']

export default function ReceiptListPage() {
  const { t } = useTranslation('inventory')
  const shared = useDocumentColumns<Row>()
  const list = useGoodsList<Row>({
    own: [
      shared.supplier(),
      { key: 'delivery_note', title: t('receipt.delivery_note'), width: 130, sortable: true },
    ],
    filters: [shared.supplierFilter()],
  })
  const create = (
    <NewButton to="/inventory/receipts/new" grant="inventory.receive">
      {t('receipt.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.receipts"
      title={t('receipt.list')}
      resource="/api/v1/goods-receipts"
      searchHint={t('receipt.search')}
      rowHref={(row) => `/inventory/receipts/${row.id}`}
      actions={create}
      empty={{ title: t('receipt.empty'), hint: t('receipt.empty_hint'), action: create }}
    />
  )
}
