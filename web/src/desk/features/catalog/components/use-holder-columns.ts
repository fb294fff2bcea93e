import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridColumn } from '@/shared/ui/grid/types'
import { type Named, partySource } from '@/shared/ui/sources'
import type { BinLine } from '../rules/warehouse-draft'

const KINDS = ['', 'crew', 'subcontractor'] as const

/** Who holds the goods in a bin: our own store, a crew by its name, or a subcontractor. */
export function useHolderColumns(): GridColumn<BinLine>[] {
  const { t } = useTranslation('catalog')
  return useMemo(
    () => [
      {
        kind: 'select',
        key: 'holder_kind',
        title: t('warehouse.holder'),
        width: 110,
        options: KINDS.map((value) => ({ value, label: t(`warehouse.holders.${value || 'own'}`) })),
      },
      {
        kind: 'text',
        key: 'holder_name',
        title: t('warehouse.holder_name'),
        width: 130,
        editable: (line) => line.holder_kind === 'crew',
      },
      {
        kind: 'pick',
        key: 'holder_supplier_id',
        title: t('warehouse.holder_supplier'),
        width: 180,
        editable: (line) => line.holder_kind === 'subcontractor',
        source: () => partySource({ role: 'supplier' }),
        show: (line) => line.holder_supplier,
        choose: (_line, choice) => {
          const party = choice?.row as Named | undefined
          return {
            holder_supplier_id: party?.id ?? null,
            holder_supplier: party ? `${party.code} ${party.name}` : '',
          }
        },
        fields: ['holder_supplier_id', 'holder_supplier'],
      },
    ],
    [t],
  )
}
