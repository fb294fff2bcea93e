import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { lineFaults } from '@/shared/refusal'
import type { DocumentState } from '@/shared/ui/document/use-document'
import { LineGrid } from '@/shared/ui/grid/line-grid'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { unitSource } from '@/shared/ui/sources'
import { type ConversionLine, type ItemDraft, newConversion } from '../rules/item-draft'

/** Stock may have moved by a conversion; then it stays as it is. */
const changes = (line: ConversionLine) => !line.stands

interface ConversionGridProps {
  item: ItemDraft
  state: DocumentState<ItemDraft>
  editable: boolean
}

/** In which other units an item is bought and issued: 1 box = 12.5 m. */
export function ConversionGrid({ item, state, editable }: ConversionGridProps) {
  const { t } = useTranslation('catalog')
  const { refusal } = state
  const faults = useMemo(() => lineFaults(refusal, 'conversions'), [refusal])
  const columns = useMemo(
    (): GridColumn<ConversionLine>[] => [
      pickColumn({
        key: 'unit',
        title: t('item.conversion_unit'),
        source: () => unitSource,
        show: (line) => line.unit,
        choose: (_line, choice) => ({ unit: choice?.value ?? '' }),
        fields: ['unit'],
        editable: changes,
      }),
      {
        kind: 'number',
        key: 'factor',
        title: t('item.conversion_factor'),
        format: 'quantity',
        width: 160,
        editable: changes,
      },
      { kind: 'date', key: 'valid_from', title: t('item.conversion_from'), width: 140, editable: changes },
    ],
    [t],
  )
  if (!editable && item.conversions.every((line) => line.unit === '')) return null
  return (
    <section style={{ maxWidth: 640 }}>
      <h2>{t('item.conversions')}</h2>
      <LineGrid<ConversionLine>
        label={t('item.conversions')}
        lines={item.conversions}
        columns={columns}
        newLine={newConversion}
        onChange={(conversions) => state.change({ conversions })}
        readOnly={!editable}
        faults={faults}
        revealFaults={faults.size === refusal?.faults.length}
      />
    </section>
  )
}
