import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { headFaults, lineFaults } from '@/shared/refusal'
import type { DocumentState } from '@/shared/ui/document/use-document'
import { LineGrid } from '@/shared/ui/grid/line-grid'
import type { GridColumn } from '@/shared/ui/grid/types'
import {
  type BinLine,
  edited,
  newBin,
  newZone,
  type WarehouseDraft,
  type ZoneLine,
} from '../rules/warehouse-draft'
import { useHolderColumns } from './use-holder-columns'

interface PlaceGridsProps {
  warehouse: WarehouseDraft
  state: DocumentState<WarehouseDraft>
  editable: boolean
}

/** Zones and bins as sheets, so that a whole store can be pasted from Excel. */
export function PlaceGrids({ warehouse, state, editable }: PlaceGridsProps) {
  const { t } = useTranslation('catalog')
  const { zones, bins } = warehouse
  const holderColumns = useHolderColumns()
  const { refusal } = state
  const zoneFaults = useMemo(() => lineFaults(refusal, 'zones'), [refusal])
  const binFaults = useMemo(() => lineFaults(refusal, 'bins'), [refusal])
  const reveal = Object.keys(headFaults(refusal)).every((field) => field.includes('.'))

  const activity = useMemo(
    () => [
      { value: 'yes', label: t('common:yes') },
      { value: 'no', label: t('common:no') },
    ],
    [t],
  )
  const zoneColumns = useMemo(
    (): GridColumn<ZoneLine>[] => [
      { kind: 'text', key: 'code', title: t('item.code'), width: 140 },
      { kind: 'text', key: 'name', title: t('item.name'), width: 240 },
      { kind: 'text', key: 'remark', title: t('item.remark'), width: 240 },
      { kind: 'select', key: 'active', title: t('item.active'), width: 90, options: activity },
    ],
    [t, activity],
  )
  const binColumns = useMemo(
    (): GridColumn<BinLine>[] => [
      { kind: 'text', key: 'code', title: t('item.code'), width: 140 },
      { kind: 'text', key: 'name', title: t('item.name'), width: 200 },
      {
        kind: 'select',
        key: 'zone_id',
        title: t('warehouse.zone'),
        width: 140,
        options: zones.filter((zone) => zone.code !== '').map(({ id, code }) => ({ value: id, label: code })),
      },
      {
        kind: 'readonly',
        key: 'is_default',
        title: t('warehouse.is_default'),
        width: 100,
        show: (line) => (line.is_default ? t('common:yes') : ''),
      },
      { kind: 'text', key: 'remark', title: t('item.remark'), width: 200 },
      { kind: 'select', key: 'active', title: t('item.active'), width: 90, options: activity },
      ...holderColumns,
    ],
    [t, activity, zones, holderColumns],
  )
  return (
    <>
      <section>
        <h2>{t('warehouse.zones')}</h2>
        <LineGrid<ZoneLine>
          label={t('warehouse.zones')}
          lines={zones}
          columns={zoneColumns}
          newLine={newZone}
          onChange={(next) => state.change({ zones: edited(zones, next) })}
          readOnly={!editable}
          faults={zoneFaults}
          revealFaults={reveal}
        />
      </section>
      <section>
        <h2>{t('warehouse.bins')}</h2>
        <LineGrid<BinLine>
          label={t('warehouse.bins')}
          lines={bins}
          columns={binColumns}
          newLine={newBin}
          onChange={(next) => state.change({ bins: edited(bins, next) })}
          readOnly={!editable}
          faults={binFaults}
          revealFaults={reveal && zoneFaults.size === 0}
        />
        {editable && <p>{t('warehouse.places_hint')}</p>}
      </section>
    </>
  )
}
