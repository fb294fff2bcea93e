import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { itemCategorySource, unitSource } from '@/shared/ui/sources'
import { StateTag } from '@/shared/ui/state-tag'
import { ChangedMethods } from '../components/changed-methods'
import { ConversionGrid } from '../components/conversion-grid'
import { blankItem, type ItemDraft, itemInput, readItem, secondUnits, trimItem } from '../rules/item-draft'

const spec: DocumentSpec<ItemDraft> = {
  type: 'item',
  resource: '/api/v1/items',
  blank: blankItem,
  read: readItem,
  trim: trimItem,
  toBody: itemInput,
}

export default function ItemPage() {
  const { t } = useTranslation('catalog')
  const { id = 'new' } = useParams()

  const fields = (item: ItemDraft): HeadField<ItemDraft>[] => {
    const fixed = { locked: item.in_use, hint: item.in_use ? t('item.in_use_hint') : undefined }
    return [
      { name: 'code', label: t('item.code'), kind: 'text', required: true, maxLength: 50 },
      { name: 'name', label: t('item.name'), kind: 'text', required: true, span: 2, maxLength: 200 },
      { name: 'active', label: t('item.active'), kind: 'boolean' },
      { name: 'specification', label: t('item.specification'), kind: 'text', span: 2, maxLength: 200 },
      { name: 'brand', label: t('item.brand'), kind: 'text', maxLength: 100 },
      {
        name: 'category_id',
        label: t('item.category'),
        kind: 'remote',
        source: itemCategorySource,
        shown: item.category_name,
        choose: (choice) => ({ category_name: choice?.label ?? null }),
      },
      {
        name: 'base_unit',
        label: t('item.base_unit'),
        kind: 'remote',
        required: true,
        source: unitSource,
        shown: item.base_unit,
        ...fixed,
      },
      {
        name: 'tracking',
        label: t('item.tracking'),
        kind: 'select',
        options: (['none', 'batch', 'serial'] as const).map((value) => ({
          value,
          label: t(`item.tracking_${value}`),
        })),
        ...fixed,
      },
      {
        name: 'valuation_method',
        label: t('item.valuation'),
        kind: 'select',
        options: (['moving_average', 'fifo', 'specific_batch'] as const).map((value) => ({
          value,
          label: t(`item.valuation_${value}`),
        })),
        locked: fixed.locked,
        hint: fixed.locked ? t('item.valuation_in_use_hint') : undefined,
      },
      {
        name: 'inspects_on_receipt',
        label: t('item.inspects_on_receipt'),
        kind: 'boolean',
        hint: t('item.inspects_on_receipt_hint'),
      },
      {
        name: 'second_unit',
        label: t('item.second_unit'),
        kind: 'select',
        options: [
          { value: '', label: t('item.second_unit_none') },
          ...secondUnits(item).map((value) => ({ value, label: value })),
        ],
        locked: item.second_unit_stands,
        hint: item.second_unit_stands ? t('item.in_use_hint') : t('item.second_unit_hint'),
      },
      {
        name: 'weight_tolerance',
        label: t('item.weight_tolerance'),
        kind: 'text',
        maxLength: 6,
        hint: t('item.weight_tolerance_hint'),
      },
      { name: 'weight', label: t('item.weight'), kind: 'text', maxLength: 19 },
      { name: 'volume', label: t('item.volume'), kind: 'text', maxLength: 19 },
      { name: 'remark', label: t('item.remark'), kind: 'text', maxLength: 500 },
    ]
  }

  return (
    <RecordPage<ItemDraft>
      spec={spec}
      id={id}
      title={(item) => (
        <>
          {item.version === 0 ? t('item.new') : `${item.code} ${item.name}`}
          {!item.active && <StateTag state="inactive" />}
        </>
      )}
      listHref="/catalog/items"
      grant="catalog.manage"
      labels={{ conversions: t('item.conversions') }}
      fields={(item) => [
        ...fields(item),
        {
          name: 'barcodes',
          label: t('item.barcodes'),
          kind: 'custom',
          span: 4,
          hint: t('item.barcodes_hint'),
          render: ({ id: inputId, disabled, invalid, set }) =>
            disabled ? (
              <output id={inputId}>{item.barcodes.join(', ') || '\u2013'}</output>
            ) : (
              <Select
                id={inputId}
                mode="tags"
                open={false}
                suffixIcon={null}
                tokenSeparators={[' ', ',']}
                status={invalid ? 'error' : undefined}
                value={item.barcodes}
                onChange={(barcodes: string[]) => set({ barcodes })}
                style={{ width: '100%' }}
              />
            ),
        },
      ]}
      below={(item, state, editable) => (
        <>
          {item.in_use && <ChangedMethods itemId={item.id} />}
          <ConversionGrid item={item} state={state} editable={editable} />
        </>
      )}
    />
  )
}
