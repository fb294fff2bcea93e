import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { ListPanel } from '@/shared/ui/list/list-panel'
import { Panel } from '@/shared/ui/panel'
import { useEstimate } from '../api/use-estimate'
import styles from '../components/accounting.module.css'
import { useEstimateLineColumns, useSupplierColumns } from '../components/estimate-columns'
import { EstimateHead } from '../components/estimate-head'
import {
  type EstimateLine,
  estimateLinesHref,
  LINES,
  SUPPLIERS,
  type SupplierEstimate,
} from '../rules/estimates'

/** What a month estimated as payable: in all, by supplier, and by receipt line. */
export default function EstimatePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('accounting')
  const estimate = useEstimate(id)
  return (
    <div className={styles.page}>
      <Panel query={estimate}>{(found) => <EstimateHead estimate={found} />}</Panel>
      <ListPanel<SupplierEstimate>
        title={t('estimate.by_supplier')}
        resource={SUPPLIERS}
        query={{ estimate_id: id }}
        columns={useSupplierColumns(id)}
        href={estimateLinesHref(id)}
        empty={t('estimate.empty')}
        limit={50}
      />
      <ListPanel<EstimateLine>
        title={t('estimate.lines')}
        resource={LINES}
        query={{ estimate_id: id }}
        columns={useEstimateLineColumns()}
        href={estimateLinesHref(id)}
        empty={t('estimate.empty')}
        limit={20}
      />
    </div>
  )
}
