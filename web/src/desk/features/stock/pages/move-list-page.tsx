import { useTranslation } from 'react-i18next'
import { useFixedProject } from '@/shared/session/fixed-project'
import { ListPage } from '@/shared/ui/list/list-page'
import { useDocumentFilter } from '@/shared/ui/list/use-document-filter'
import { useKnownFilter } from '@/shared/ui/list/use-known-filter'
import { ReadAt } from '@/shared/ui/read-at'
import { useMoveColumns } from '../components/columns'
import { useMoveFilters } from '../components/filters'
import type { Move } from '../rules/selection'

const RESOURCE = '/api/v1/stock/moves'

export default function MoveListPage() {
  const { t } = useTranslation('stock')
  return (
    <ListPage<Move>
      id="stock.moves"
      title={t('moves')}
      resource={RESOURCE}
      columns={useMoveColumns()}
      filters={[...useMoveFilters(), useKnownFilter(), ...useDocumentFilter(RESOURCE)]}
      fixed={useFixedProject()}
      defaultSort="-recorded_at"
      searchHint={t('search_moves')}
      actions={<ReadAt of={['list', RESOURCE]} />}
      empty={{ title: t('moves_empty'), hint: t('moves_empty_hint') }}
    />
  )
}
