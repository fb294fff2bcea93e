import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '@/api'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'
import { NewButton, useGoodsList } from '../components/use-goods-list'
import { receiptHref } from '../rules/receipt-href'

type Row = Schemas['GoodsReceiptRow']

export default function ReceiptListPage() {
  const { t } = useTranslation('inventory')
  const can = useCan()
  const shared = useDocumentColumns<Row>()
  const list = useGoodsList<Row>({
    own: [
      shared.supplier(),
      {
        key: 'ownership',
        title: t('receipt.ownership'),
        width: 80,
        render: (row) => t(`receipt.${row.ownership}`),
      },
      { key: 'delivery_note', title: t('receipt.delivery_note'), width: 130, sortable: true },
    ],
    filters: [
      shared.supplierFilter(),
      {
        field: 'ownership',
        label: t('receipt.ownership'),
        kind: 'select',
        options: (['own', 'consignment', 'owner_supplied'] as const).map((value) => ({
          value,
          label: t(`receipt.${value}`),
        })),
      },
    ],
  })
  const create = (
    <Space>
      {can('inventory.receive') && (
        <>
          <Link to="/inventory/consigned/new">
            <Button>{t('consign.new')}</Button>
          </Link>
          <Link to="/inventory/supplied/new">
            <Button>{t('supply.new')}</Button>
          </Link>
        </>
      )}
      <NewButton to="/inventory/receipts/new" grant="inventory.receive">
        {t('receipt.new')}
      </NewButton>
    </Space>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.receipts"
      title={t('receipt.list')}
      resource="/api/v1/goods-receipts"
      searchHint={t('receipt.search')}
      rowHref={(row) => receiptHref(row.ownership, row.id)}
      actions={create}
      empty={{ title: t('receipt.empty'), hint: t('receipt.empty_hint'), action: create }}
    />
  )
}
