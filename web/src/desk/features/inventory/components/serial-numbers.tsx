import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemLine } from '@/shared/ui/lines/item-line'
import { numbersIn, numbersTwice, piecesOf, tooMany, toTellApart, withNumbers } from '../rules/serial-numbers'
import { PiecesWanted } from './pieces-wanted'
import styles from './serial-numbers.module.css'

type NumberedLine = ItemLine & { batch_no: string | null }

interface SerialNumbersProps<L extends NumberedLine> {
  lines: L[]
  onNamed: (lines: L[]) => void
  /** What else each piece of a line has of its own. */
  part?: (line: L, index: number, pieces: number) => Partial<L>
}

/** Asks for the serial numbers of lines that bring in several pieces, and makes a line of each. */
export function SerialNumbers<L extends NumberedLine>({ lines, onNamed, part }: SerialNumbersProps<L>) {
  const { t } = useTranslation('inventory')
  const [open, setOpen] = useState<string | null>(null)
  const waiting = toTellApart(lines, ({ batch_no }) => Boolean(batch_no))
  const line = waiting.find(({ id }) => id === open)
  if (waiting.length === 0) return null
  return (
    <>
      <PiecesWanted lines={waiting} action={t('serial.enter')} onOpen={setOpen} />
      {line && (
        <NumbersDialog
          line={line}
          lines={lines}
          onCancel={() => setOpen(null)}
          onNamed={(numbers) => {
            setOpen(null)
            onNamed(withNumbers(lines, line, numbers, part))
          }}
        />
      )}
    </>
  )
}

interface NumbersDialogProps<L extends NumberedLine> {
  line: L
  lines: L[]
  onNamed: (numbers: string[]) => void
  onCancel: () => void
}

function NumbersDialog<L extends NumberedLine>({ line, lines, onNamed, onCancel }: NumbersDialogProps<L>) {
  const { t } = useTranslation('inventory')
  const [text, setText] = useState(line.batch_no ?? '')
  const wanted = piecesOf(line)
  const numbers = numbersIn(text)
  const others = lines.filter(({ id, item_id }) => id !== line.id && item_id === line.item_id)
  const twice = numbersTwice(
    numbers,
    others.flatMap(({ batch_no }) => batch_no ?? []),
  )
  const long = numbers.filter((number) => number.length > NUMBER_LENGTH_MAX)
  const faults = [
    twice.length > 0 && t('serial.twice', { numbers: twice.join(', ') }),
    long.length > 0 && t('serial.too_long', { numbers: long.join(', '), count: NUMBER_LENGTH_MAX }),
    tooMany(lines, numbers.length) && t('serial.too_many'),
  ].filter(Boolean)
  return (
    <Modal
      open
      title={`${t('serial.number')} · ${line.item_code} ${line.item_name}`}
      okText={t('serial.take', { count: numbers.length })}
      okButtonProps={{ disabled: numbers.length !== wanted || faults.length > 0 }}
      cancelText={t('common:action.cancel')}
      onOk={() => onNamed(numbers)}
      onCancel={onCancel}
    >
      <p>{t('serial.hint')}</p>
      <Input.TextArea
        autoFocus
        value={text}
        aria-label={t('serial.number')}
        autoSize={{ minRows: 6, maxRows: 14 }}
        status={faults.length > 0 ? 'error' : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <p className={styles.count} role="status" data-wrong={numbers.length > wanted}>
        {t('serial.counted', { count: numbers.length, wanted })}
      </p>
      {faults.length > 0 && <Alert type="error" showIcon title={faults.join(' ')} />}
    </Modal>
  )
}

const NUMBER_LENGTH_MAX = 50
