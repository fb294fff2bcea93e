import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Refusal, sentence } from '@/shared/refusal'
import { COLUMNS, type Column, type OutlineState } from './use-outline'
import styles from './wbs.module.css'

/** Everything that the server refused of an outline, at once; each leads to its row. */
export function FaultList({
  outline,
  onGo,
}: {
  outline: OutlineState
  onGo: (row: number, column: Column) => void
}) {
  const { t } = useTranslation('projects')
  const { error, isStale, faults, rows } = outline
  const placed = faults
    .map((fault) => ({ ...fault, row: rows.findIndex(({ id }) => id === fault.rowId) }))
    .filter(({ row }) => row >= 0)
  const ofRows = error instanceof Refusal && error.faults.some(({ line }) => line !== null)
  // What was refused in rows and is mended by now waits for the next try.
  if (placed.length === 0 && (!error || ofRows)) return null
  const columnOf = (field: string): Column => COLUMNS.find((column) => column === field) ?? 'code'
  return (
    <Alert
      type="error"
      showIcon
      title={placed.length > 0 ? t('wbs.refused', { count: placed.length }) : sentence(error)}
      action={
        isStale && (
          <Button size="small" onClick={outline.discard}>
            {t('wbs.take_theirs')}
          </Button>
        )
      }
      description={
        placed.length > 0 && (
          <ul className={styles.faults}>
            {placed.map(({ rowId, row, field, detail }) => (
              <li key={`${rowId}:${field}:${detail}`}>
                <Button type="link" onClick={() => onGo(row, columnOf(field))}>
                  {t('wbs.fault_line', { line: row + 1 })} {detail}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    />
  )
}
