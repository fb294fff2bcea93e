import { Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemLine } from '@/shared/ui/lines/item-line'
import plain from '@/shared/ui/plain-table.module.css'
import { isSerial } from '../rules/serial-numbers'
import styles from './serial-numbers.module.css'

/** A line of an earlier document; one of an item with serial numbers is one piece. */
export interface Piece extends Pick<ItemLine, 'item_code' | 'item_name' | 'item_tracking'> {
  id: string
  line_no: number
  batch_no: string | null
}

export interface PieceColumn<L> {
  title: string
  show: (piece: L) => string
}

interface PiecesDialogProps<L extends Piece> {
  title: string
  /** What is left of the earlier document. */
  lines: L[]
  columns: PieceColumn<L>[]
  onPicked: (lines: L[]) => void
  onCancel: () => void
}

/** Asks which pieces of an earlier document are meant; what has no serial numbers comes along. */
export function PiecesDialog<L extends Piece>(props: PiecesDialogProps<L>) {
  const { title, lines, columns, onPicked, onCancel } = props
  const { t } = useTranslation('inventory')
  const pieces = lines.filter(isSerial).sort((a, b) => a.line_no - b.line_no)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }
  const all = pieces.length > 0 && pieces.every(({ id }) => ticked.has(id))
  return (
    <Modal
      open
      width={720}
      title={title}
      okText={t('serial.take', { count: ticked.size })}
      okButtonProps={{ disabled: ticked.size === 0 }}
      cancelText={t('common:action.cancel')}
      onOk={() => onPicked(lines.filter((line) => !isSerial(line) || ticked.has(line.id)))}
      onCancel={onCancel}
    >
      <div className={styles.pieces}>
        <table className={plain.table}>
          <thead>
            <tr>
              <th>
                <Checkbox
                  checked={all}
                  indeterminate={ticked.size > 0 && !all}
                  onChange={() => setTicked(new Set(all ? [] : pieces.map(({ id }) => id)))}
                >
                  {t('serial.number')}
                </Checkbox>
              </th>
              <th>{t('words:item')}</th>
              {columns.map((column) => (
                <th key={column.title}>{column.title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pieces.map((piece) => (
              <tr key={piece.id}>
                <td>
                  <Checkbox checked={ticked.has(piece.id)} onChange={() => toggle(piece.id)}>
                    {piece.batch_no}
                  </Checkbox>
                </td>
                <td className={plain.cut}>{`${piece.item_code} ${piece.item_name}`}</td>
                {columns.map((column) => (
                  <td key={column.title} className={plain.cut}>
                    {column.show(piece)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}
