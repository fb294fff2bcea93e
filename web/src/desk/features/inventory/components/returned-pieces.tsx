import { Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import plain from '@/shared/ui/plain-table.module.css'
import type { PickedIssueLine } from '../rules/return-draft'
import { isSerial } from '../rules/serial-numbers'
import styles from './serial-numbers.module.css'

interface ReturnedPiecesProps {
  /** What can come back of an issue. */
  issued: PickedIssueLine[]
  onPicked: (lines: PickedIssueLine[]) => void
  onCancel: () => void
}

/** Asks which pieces of an issue came back; what has no serial numbers comes along. */
export function ReturnedPieces({ issued, onPicked, onCancel }: ReturnedPiecesProps) {
  const { t } = useTranslation('inventory')
  const pieces = issued.filter(isSerial).sort((a, b) => a.line_no - b.line_no)
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
      title={t('serial.came_back')}
      okText={t('serial.take', { count: ticked.size })}
      okButtonProps={{ disabled: ticked.size === 0 }}
      cancelText={t('common:action.cancel')}
      onOk={() => onPicked(issued.filter((line) => !isSerial(line) || ticked.has(line.id)))}
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
              <th>{t('return.issue_line')}</th>
              <th>{t('words:node')}</th>
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
                <td>{`${piece.issue_number}-${piece.line_no}`}</td>
                <td className={plain.cut}>{`${piece.node_code} ${piece.node_name}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}
