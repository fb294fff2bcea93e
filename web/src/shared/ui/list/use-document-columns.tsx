import { useTranslation } from 'react-i18next'
import { partySource, projectSource, warehouseSource } from '../sources'
import type { ListColumn, ListFilter } from './types'

interface DocumentRow {
  number: string | null
}

/** Columns and filters that document lists share; each page puts its own between them. */
export function useDocumentColumns<Row extends DocumentRow>() {
  const { t } = useTranslation('words')
  return {
    number: (): ListColumn<Row> => ({
      key: 'number',
      title: t('number'),
      width: 150,
      sortable: true,
      render: (row) => row.number ?? t('common:unnumbered'),
    }),
    state: (): ListColumn<Row> => ({
      key: 'state',
      title: t('state'),
      kind: 'state',
      width: 110,
      sortable: true,
    }),
    businessDate: (): ListColumn<Row> => ({
      key: 'business_date',
      title: t('business_date'),
      kind: 'date',
      width: 110,
      sortable: true,
    }),
    supplier: (): ListColumn<Row> => ({
      key: 'supplier_name',
      title: t('supplier'),
      width: 220,
      sortable: true,
    }),
    warehouse: (): ListColumn<Row> => ({
      key: 'warehouse_name',
      title: t('warehouse'),
      width: 150,
      sortable: true,
    }),
    linesCount: (): ListColumn<Row> => ({ key: 'lines_count', title: t('lines_count'), width: 80 }),
    amount: (): ListColumn<Row> => ({
      key: 'amount',
      title: t('amount'),
      kind: 'money',
      width: 140,
      sortable: true,
      total: true,
    }),
    createdBy: (): ListColumn<Row> => ({ key: 'created_by_name', title: t('created_by'), width: 110 }),
    remark: (hidden = false): ListColumn<Row> => ({ key: 'remark', title: t('remark'), width: 180, hidden }),

    stateFilter: (states: string[]): ListFilter => ({
      field: 'state',
      label: t('state'),
      kind: 'select',
      options: states.map((state) => ({ value: state, label: t(`common:state.${state}`) })),
    }),
    supplierFilter: (): ListFilter => ({
      field: 'supplier_id',
      label: t('supplier'),
      kind: 'remote',
      source: partySource({ role: 'supplier' }),
    }),
    projectFilter: (): ListFilter => ({
      field: 'project_id',
      label: t('project'),
      kind: 'remote',
      source: projectSource,
    }),
    warehouseFilter: (): ListFilter => ({
      field: 'warehouse_id',
      label: t('warehouse'),
      kind: 'remote',
      source: warehouseSource,
    }),
    dateFilter: (): ListFilter => ({ field: 'business_date', label: t('business_date'), kind: 'dates' }),
  }
}
