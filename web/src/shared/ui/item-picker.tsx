import { useTranslation } from 'react-i18next'
import type { PickedItem } from '@/api'
import { RemotePicker } from './remote-picker'
import type { Choice } from './remote-source'
import { itemSource } from './sources'

interface ItemPickerProps {
  value: string | null | undefined
  onChange: (id: string | null, choice: Choice<PickedItem> | null) => void
  label?: string | null
  disabled?: boolean
  id?: string
  'aria-label'?: string
}

/** One item, by code, name, specification, pinyin initials or barcode. In a grid use a `pick` column with `itemSource`. */
export function ItemPicker(props: ItemPickerProps) {
  const { t } = useTranslation('common')
  return <RemotePicker {...props} source={itemSource} placeholder={t('picker.items')} />
}
