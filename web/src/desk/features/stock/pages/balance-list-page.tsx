import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { movesHref, stockHref } from '@/shared/lib/ledger-links'
import { useFixedProject } from '@/shared/session/fixed-project'
import { ListPage } from '@/shared/ui/list/list-page'
import { ReadAt } from '@/shared/ui/read-at'
import { useBalanceColumns } from '../components/columns'
import { useBalanceFilters } from '../components/filters'
import { GroupSwitch } from '../components/group-switch'
import { asGroup, type Balance, movesOf, SORTED_BY, stockOf } from '../rules/selection'

const RESOURCE = '/api/v1/stock/balances'
/** What the page's address holds beside the filters. */
const OWN = new Set(['sort', 'size', 'cursor'])

export default function BalanceListPage() {
  const { t } = useTranslation('stock')
  const [search] = useSearchParams()
  const fixed = useFixedProject('owner_id')
  const group = asGroup(search.get('group'))
  const given = Object.fromEntries([...search].filter(([name]) => !OWN.has(name)))
  const filters = fixed.owner_id ? { ...given, owner_id: fixed.owner_id } : given
  const href = (row: Balance) =>
    group && group !== 'item' && group !== 'batch'
      ? stockHref(stockOf(row, group, filters))
      : movesHref(movesOf(row, filters))
  return (
    <ListPage<Balance>
      // Another grouping is another list: its own columns, sort and rows.
      key={group}
      id={`stock.balances.${group ?? 'each'}`}
      title={t('balances')}
      resource={RESOURCE}
      columns={useBalanceColumns(group)}
      filters={useBalanceFilters()}
      fixed={fixed}
      defaultSort={group ? SORTED_BY[group] : 'item_code'}
      searchHint={t('search_items')}
      rowHref={href}
      actions={
        <>
          <ReadAt of={['list', RESOURCE]} />
          <GroupSwitch />
        </>
      }
      empty={{ title: t('balances_empty'), hint: t('balances_empty_hint') }}
    />
  )
}
