import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ListPage } from '@/shared/ui/list/list-page'
import { partySource } from '@/shared/ui/sources'
import { useEstimate } from '../api/use-estimate'
import { useEstimateLineColumns } from '../components/estimate-columns'
import { type EstimateLine, LINES } from '../rules/estimates'
import { monthName } from '../rules/periods'

/** The receipt lines that an estimate was made of, all of them or a supplier's. */
export default function EstimateLineListPage() {
  const { t } = useTranslation('accounting')
  const id = useSearchParams()[0].get('estimate_id') ?? ''
  const { data } = useEstimate(id)
  return (
    <ListPage<EstimateLine>
      id="accounting.estimate-lines"
      title={data ? t('estimate.lines_title', { month: monthName(data.month) }) : t('estimate.lines')}
      resource={LINES}
      columns={useEstimateLineColumns()}
      filters={[
        {
          field: 'supplier_id',
          label: t('estimate.supplier'),
          kind: 'remote',
          source: partySource({ role: 'supplier' }),
        },
      ]}
      fixed={{ estimate_id: id }}
      defaultSort="line_no"
      searchHint={t('estimate.search')}
      empty={{ title: t('estimate.empty'), hint: t('estimate.hint') }}
    />
  )
}
