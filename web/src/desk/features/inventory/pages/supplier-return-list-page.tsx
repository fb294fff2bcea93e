import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'
import { NewButton, useGoodsList } from '../components/use-goods-list'

type Row = Schemas['SupplierReturnRow']

export default function SupplierReturnListPage() {
  const { t } = useTranslation('inventory')
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
      {
        key: 'reason',
        title: t('supplier_return.reason'),
        width: 100,
        sortable: true,
        render: (row) => t(`supplier_return.reasons.${row.reason}`),
      },
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
    <NewButton to="/inventory/supplier-returns/new" grant="inventory.supplier_return">
      {t('supplier_return.new')}
    </NewButton>
  )
  return (
    <ListPage<Row>
      {...list}
      id="inventory.supplier-returns"
      title={t('supplier_return.list')}
      resource="/api/v1/supplier-returns"
      searchHint={t('supplier_return.search')}
      rowHref={(row) => `/inventory/supplier-returns/${row.id}`}
      actions={create}
      empty={{ title: t('supplier_return.empty'), hint: t('supplier_return.empty_hint'), action: create }}
    />
  )
}
