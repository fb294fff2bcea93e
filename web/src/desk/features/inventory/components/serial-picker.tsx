import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemLine } from '@/shared/ui/lines/item-line'
import { codeAndName } from '@/shared/ui/lines/item-line'
import plain from '@/shared/ui/plain-table.module.css'
import { Waiting } from '@/shared/ui/waiting'
import { onHandQuery } from '../api/stock-on-hand'
import { type Balance, type For, usable } from '../rules/pick-stock'
import { leftFor, piecesOf, tooMany, toTellApart, withPieces } from '../rules/serial-numbers'
import type { StockLine } from '../rules/stock-line'
import { PiecesWanted } from './pieces-wanted'
import styles from './serial-numbers.module.css'

type PieceLine = ItemLine & StockLine

interface SerialPickerProps<L extends PieceLine> {
  lines: L[]
  warehouseId: string | null
  whose: (line: L) => For
  /** The day on which what has expired is not offered. */
  on?: string
  onPicked: (lines: L[]) => void
}

/** Lets somebody tick the pieces of a line that takes several of an item with serial numbers: a line for each. */
export function SerialPicker<L extends PieceLine>(props: SerialPickerProps<L>) {
  const { lines, warehouseId, whose, on, onPicked } = props
  const { t } = useTranslation('inventory')
  const [open, setOpen] = useState<string | null>(null)
  const waiting = warehouseId ? toTellApart(lines, ({ batch_id }) => batch_id !== null) : []
  const line = waiting.find(({ id }) => id === open)
  if (!warehouseId || waiting.length === 0) return null
  return (
    <>
      <PiecesWanted lines={waiting} action={t('serial.pick')} onOpen={setOpen} />
      {line?.item_id && (
        <PiecesDialog
          line={line}
          lines={lines}
          itemId={line.item_id}
          warehouseId={warehouseId}
          whose={whose(line)}
          on={on}
          onCancel={() => setOpen(null)}
          onPicked={(pieces) => {
            setOpen(null)
            onPicked(withPieces(lines, line, pieces))
          }}
        />
      )}
    </>
  )
}

interface PiecesDialogProps<L extends PieceLine> {
  line: L
  lines: L[]
  itemId: string
  warehouseId: string
  whose: For
  on?: string
  onPicked: (pieces: Balance[]) => void
  onCancel: () => void
}

function PiecesDialog<L extends PieceLine>(props: PiecesDialogProps<L>) {
  const { line, lines, itemId, warehouseId, whose, on, onPicked, onCancel } = props
  const { t } = useTranslation('inventory')
  const stock = useQuery(onHandQuery(itemId, warehouseId))
  const [search, setSearch] = useState('')
  const [ticked, setTicked] = useState<Set<string> | null>(null)
  const wanted = piecesOf(line)
  const pieces = leftFor(usable(stock.data ?? [], whose, on), line, lines)
  // Until somebody ticks, the first are: they are in the order of their use.
  const chosen = ticked ?? new Set(pieces.slice(0, wanted).map(({ id }) => id))
  const picked = pieces.filter(({ id }) => chosen.has(id))
  const shown = pieces.filter((piece) =>
    (piece.batch_no ?? '').toLowerCase().includes(search.trim().toLowerCase()),
  )
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }
  return (
    <Modal
      open
      width={720}
      title={`${t('serial.pick')} · ${line.item_code} ${line.item_name}`}
      okText={t('serial.take', { count: picked.length })}
      okButtonProps={{ disabled: picked.length === 0 || tooMany(lines, picked.length) }}
      cancelText={t('common:action.cancel')}
      onOk={() => onPicked(picked)}
      onCancel={onCancel}
    >
      <Input
        autoFocus
        allowClear
        className={styles.find}
        value={search}
        aria-label={t('serial.search')}
        placeholder={t('serial.search')}
        onChange={(event) => setSearch(event.target.value)}
        onPressEnter={() => {
          // A scanner types the number and Enter.
          const [only] = shown
          if (shown.length !== 1 || !only) return
          toggle(only.id)
          setSearch('')
        }}
      />
      {stock.isPending ? (
        <Waiting />
      ) : (
        <div className={styles.pieces}>
          <Pieces pieces={shown} chosen={chosen} onToggle={toggle} />
        </div>
      )}
      <p className={styles.count} role="status" data-wrong={picked.length !== wanted}>
        {t('serial.counted', { count: picked.length, wanted })}
      </p>
    </Modal>
  )
}

interface PiecesProps {
  pieces: Balance[]
  chosen: Set<string>
  onToggle: (id: string) => void
}

function Pieces({ pieces, chosen, onToggle }: PiecesProps) {
  const { t } = useTranslation('inventory')
  if (pieces.length === 0) return <p>{t('stock.nothing')}</p>
  return (
    <table className={plain.table}>
      <thead>
        <tr>
          <th>{t('serial.number')}</th>
          <th>{t('words:bin')}</th>
          <th>{t('opening.owner')}</th>
          <th>{t('words:supplier')}</th>
          <th>{t('receipt.expiry_date')}</th>
        </tr>
      </thead>
      <tbody>
        {pieces.map((piece) => (
          <tr key={piece.id}>
            <td>
              <Checkbox checked={chosen.has(piece.id)} onChange={() => onToggle(piece.id)}>
                {piece.batch_no}
              </Checkbox>
            </td>
            <td>{piece.bin_code}</td>
            <td>
              {codeAndName(piece.owner_code, piece.owner_name) || t('stock.general')}
              {piece.ownership === 'owner_supplied' && ` · ${t('stock.employers')}`}
              {piece.ownership === 'consignment' && ` · ${t('stock.consignment')}`}
            </td>
            <td className={plain.cut}>{piece.supplier_name ?? '–'}</td>
            <td>{piece.expiry_date ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
