import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { movesHref } from '@/shared/lib/ledger-links'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { UnitPrice } from '@/shared/ui/figures'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn } from '@/shared/ui/list/types'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { itemSource, partySource, warehouseSource } from '@/shared/ui/sources'
import { type AgreedOf, AgreePrice } from '../components/agree-price'

type Row = Schemas['ConsignedGoodsOut']

const NOTHING: AgreedOf = {
  supplier_id: null,
  supplier_name: '',
  item_id: null,
  item_code: '',
  base_unit: '',
}

/** What suppliers consigned by item and warehouse, what was used and so bought of it, and what lies there. */
export default function ConsignedGoodsListPage() {
  const { t } = useTranslation('stock')
  const { company } = useScope()
  const can = useCan()
  const mayAgree = can('inventory.agree')
  const [agreed, setAgreed] = useState<AgreedOf | null>(null)
  const figure = (
    key: 'received' | 'moved' | 'found' | 'used' | 'returned' | 'on_hand',
  ): ListColumn<Row> => ({
    key,
    title: t(`consigned.${key}`),
    kind: 'quantity',
    width: key === 'moved' ? 100 : 76,
    sortable: key === 'received' || key === 'used' || key === 'on_hand',
  })
  const price: ListColumn<Row> = {
    key: 'price',
    title: t('consigned.price'),
    kind: 'unit_price',
    width: 96,
    render: (row) => {
      const shown = row.price === null ? t('consigned.no_price') : <UnitPrice value={row.price} />
      if (!mayAgree) return shown
      return (
        <Button
          type="link"
          size="small"
          aria-label={`${t('consigned.agree')} ${row.supplier_code} ${row.item_code}`}
          onClick={(event) => {
            event.stopPropagation()
            setAgreed(row)
          }}
        >
          {shown}
        </Button>
      )
    },
  }
  const columns: ListColumn<Row>[] = [
    {
      key: 'supplier_code',
      title: t('consigned.supplier'),
      width: 136,
      sortable: true,
      render: (row) => `${row.supplier_code} ${row.supplier_name}`,
    },
    {
      key: 'item_code',
      title: t('item'),
      width: 156,
      sortable: true,
      render: (row) => `${row.item_code} ${row.item_name}`,
    },
    {
      key: 'warehouse_code',
      title: t('warehouse'),
      width: 110,
      sortable: true,
      render: (row) => `${row.warehouse_code} ${row.warehouse_name}`,
    },
    { key: 'base_unit', title: t('unit'), width: 56 },
    figure('received'),
    figure('moved'),
    figure('found'),
    figure('used'),
    figure('returned'),
    figure('on_hand'),
    ...(can('price.read') ? [price] : []),
    ...(can('cost.read')
      ? [{ key: 'used_value', title: t('consigned.used_value'), kind: 'money', width: 104 } as const]
      : []),
  ]
  return (
    <>
      <ListPage<Row>
        id="stock.consigned-goods"
        title={t('consigned.title')}
        resource="/api/v1/consigned-goods"
        columns={columns}
        filters={[
          { field: 'day', label: t('employers.day'), kind: 'date' },
          useKnownFilter(),
          {
            field: 'supplier_id',
            label: t('consigned.supplier'),
            kind: 'remote',
            source: partySource({ role: 'supplier' }),
          },
          { field: 'item_id', label: t('item'), kind: 'remote', source: itemSource },
          { field: 'warehouse_id', label: t('warehouse'), kind: 'remote', source: warehouseSource },
        ]}
        fixed={{ company_id: company?.id }}
        defaultSort="supplier_code"
        searchHint={t('consigned.search')}
        rowHref={(row) => movesHref({ item_id: row.item_id, warehouse_id: row.warehouse_id })}
        actions={mayAgree && <Button onClick={() => setAgreed(NOTHING)}>{t('consigned.agree')}</Button>}
        empty={{ title: t('consigned.empty'), hint: t('consigned.empty_hint') }}
      />
      {agreed && company && <AgreePrice of={agreed} companyId={company.id} onClose={() => setAgreed(null)} />}
    </>
  )
}
