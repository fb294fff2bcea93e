import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useFixedProject } from '@/shared/session/fixed-project'
import { useCan } from '@/shared/session/use-me'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentFilter } from '@/shared/ui/list/use-document-filter'
import { ReadAt } from '@/shared/ui/read-at'
import { moveColumns } from '../components/columns'
import { moveFilters } from '../components/filters'
import type { Move } from '../rules/selection'

const RESOURCE = '/api/v1/stock/moves'

export default function MoveListPage() {
  const { t } = useTranslation('stock')
  const can = useCan()
  const [search] = useSearchParams()
  const filters = moveFilters(t, search.get('warehouse_id'), search.get('project_id'))
  return (
    <ListPage<Move>
      id="stock.moves"
      title={t('moves')}
      resource={RESOURCE}
      columns={moveColumns(t, can('cost.read'))}
      filters={[...filters, ...useDocumentFilter(RESOURCE)]}
      fixed={useFixedProject()}
      defaultSort="-recorded_at"
      searchHint={t('search_moves')}
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('moves_empty'), hint: t('moves_empty_hint') }}
    />
  )
}
