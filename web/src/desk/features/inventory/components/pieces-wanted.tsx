import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ItemLine } from '@/shared/ui/lines/item-line'
import { piecesOf } from '../rules/serial-numbers'

interface PiecesWantedProps {
  /** Lines of several pieces that have no serial numbers yet. */
  lines: ItemLine[]
  action: string
  onOpen: (id: string) => void
}

/** Says of which lines the pieces must still be told apart. */
export function PiecesWanted({ lines, action, onOpen }: PiecesWantedProps) {
  const { t } = useTranslation('inventory')
  return lines.map((line) => (
    <Alert
      key={line.id}
      type="info"
      showIcon
      title={t('serial.wanted', { item: `${line.item_code} ${line.item_name}`, count: piecesOf(line) })}
      action={
        <Button size="small" onClick={() => onOpen(line.id)}>
          {action}
        </Button>
      }
    />
  ))
}
