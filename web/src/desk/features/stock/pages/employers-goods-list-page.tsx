import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { isZero } from '@/shared/lib/decimal'
import { movesHref } from '@/shared/lib/ledger-links'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import { Quantity } from '@/shared/ui/figures'
import { ListPage } from '@/shared/ui/list/list-page'
import type { ListColumn } from '@/shared/ui/list/types'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { itemSource, projectSource } from '@/shared/ui/sources'
import { type AllowedOf, AllowQuantity } from '../components/allow-quantity'

type Row = Schemas['EmployersGoodsOut']

const NOTHING: AllowedOf = { project_id: null, project_code: '', item_id: null, item_code: '', base_unit: '' }

/** What employers supplied by project and item, where it went, and what was used beyond what is allowed. */
export default function EmployersGoodsListPage() {
  const { t } = useTranslation('stock')
  const { company, project } = useScope()
  const mayAllow = useCan()('costing.allow')
  const [allowed, setAllowed] = useState<AllowedOf | null>(null)
  const figure = (
    key: 'received' | 'issued' | 'returned' | 'lost' | 'sent_back' | 'on_hand' | 'used',
  ): ListColumn<Row> => ({
    key,
    title: t(`employers.${key}`),
    kind: 'quantity',
    width: 96,
    sortable: key !== 'returned' && key !== 'lost' && key !== 'sent_back',
  })
  const columns: ListColumn<Row>[] = [
    {
      key: 'project_code',
      title: t('employers.project'),
      width: 150,
      sortable: true,
      render: (row) => `${row.project_code} ${row.project_name}`,
    },
    {
      key: 'item_code',
      title: t('item'),
      width: 190,
      sortable: true,
      render: (row) => `${row.item_code} ${row.item_name}`,
    },
    { key: 'base_unit', title: t('unit'), width: 56 },
    figure('received'),
    figure('issued'),
    figure('returned'),
    figure('lost'),
    figure('sent_back'),
    figure('on_hand'),
    figure('used'),
    {
      key: 'allowed',
      title: t('employers.allowed'),
      kind: 'quantity',
      width: 120,
      render: (row) => {
        const shown = row.allowed === null ? t('employers.not_allowed') : <Quantity value={row.allowed} />
        if (!mayAllow) return shown
        return (
          <Button
            type="link"
            size="small"
            aria-label={`${t('employers.allow')} ${row.project_code} ${row.item_code}`}
            onClick={(event) => {
              event.stopPropagation()
              setAllowed(row)
            }}
          >
            {shown}
          </Button>
        )
      },
    },
    {
      key: 'over_used',
      title: t('employers.over_used'),
      kind: 'quantity',
      width: 100,
      render: (row) =>
        row.over_used !== null && !isZero(row.over_used) ? (
          <Tag color="red">
            <Quantity value={row.over_used} />
          </Tag>
        ) : (
          <Quantity value={row.over_used} />
        ),
    },
    { key: 'charged', title: t('employers.charged'), kind: 'quantity', width: 90 },
  ]
  return (
    <>
      <ListPage<Row>
        id="stock.employers-goods"
        title={t('employers.title')}
        resource="/api/v1/employers-goods"
        columns={columns}
        filters={[
          { field: 'day', label: t('employers.day'), kind: 'date' },
          useKnownFilter(),
          ...(project
            ? []
            : [
                {
                  field: 'project_id',
                  label: t('employers.project'),
                  kind: 'remote',
                  source: projectSource,
                } as const,
              ]),
          { field: 'item_id', label: t('item'), kind: 'remote', source: itemSource },
          { field: 'over_used', label: t('employers.only_over'), kind: 'boolean' },
        ]}
        fixed={{ company_id: company?.id, project_id: project?.id }}
        defaultSort="project_code"
        searchHint={t('employers.search')}
        rowHref={(row) => movesHref({ project_id: row.project_id, item_id: row.item_id })}
        actions={mayAllow && <Button onClick={() => setAllowed(NOTHING)}>{t('employers.allow')}</Button>}
        empty={{ title: t('employers.empty'), hint: t('employers.empty_hint') }}
      />
      {allowed && (
        <AllowQuantity of={allowed} companyId={company?.id ?? null} onClose={() => setAllowed(null)} />
      )}
    </>
  )
}
