import { HolderOutlined } from '@ant-design/icons'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ROW_HEIGHT } from '@/shared/ui/grid/column-widths'
import { StateTag } from '@/shared/ui/state-tag'
import type { Step } from '../../api/use-node-step'
import type { DropPlace, effective, Flag, OutlineRow, WbsNode } from '../../rules/outline'
import { NodeMenu } from './node-menu'
import type { Column } from './use-outline'
import styles from './wbs.module.css'

const INDENT_PX = 16
const FLAGS: Flag[] = ['plannable', 'chargeable', 'billable']

export interface RowCommands {
  go: (row: number, column: Column) => void
  set: (row: number, part: Partial<OutlineRow>) => void
  drag: (row: number) => void
  /** Over this row's upper, middle or lower part; null when it is left. */
  over: (row: number, place: DropPlace) => void
  drop: () => void
  endDrag: () => void
  step: (node: WbsNode, step: Step) => void
  addBelow: (row: number) => void
  remove: (row: number) => void
}

interface WbsRowProps {
  row: OutlineRow
  at: number
  number: string
  /** What the row is and takes, with what the server will settle; drawn again only when it changes. */
  nodeType: ReturnType<typeof effective>['node_type']
  plannable: boolean
  chargeable: boolean
  billable: boolean
  node: WbsNode | undefined
  /** The focused cell, if it is here. */
  here: Column | null
  /** Sentences by field; '' is the row as a whole. */
  faults: Readonly<Record<string, string>> | undefined
  dropPlace: DropPlace | null
  editable: boolean
  /** Something is not saved yet. */
  dirty: boolean
  commands: RowCommands
}

/** One node of the outline. */
export const WbsRow = memo(function WbsRow(props: WbsRowProps) {
  const { row, at, number, node, here, faults, dropPlace, editable, commands, nodeType } = props
  const { t } = useTranslation('projects')
  const text = (field: 'code' | 'name') => (
    <input
      type="text"
      className={styles.input}
      value={row[field]}
      readOnly={!editable}
      maxLength={field === 'code' ? 50 : 200}
      tabIndex={here === field ? 0 : -1}
      data-cell={`${at}:${field}`}
      aria-label={`${t(`wbs.${field}`)} ${number}`}
      aria-invalid={faults?.[field] !== undefined}
      title={faults?.[field] ?? row[field]}
      placeholder={here ? t(`wbs.${field}`) : undefined}
      autoComplete="off"
      onFocus={() => commands.go(at, field)}
      onChange={(event) => commands.set(at, { [field]: event.target.value })}
    />
  )
  const placeOf = (event: React.DragEvent): DropPlace => {
    const part = (event.clientY - event.currentTarget.getBoundingClientRect().top) / ROW_HEIGHT
    return part < 0.28 ? 'before' : part > 0.72 ? 'after' : 'into'
  }
  return (
    <div
      role="row"
      aria-level={row.level}
      aria-rowindex={at + 2}
      className={styles.row}
      style={{ top: at * ROW_HEIGHT }}
      data-here={editable && here !== null}
      data-fault={faults !== undefined}
      data-section={nodeType === 'section'}
      data-drop={dropPlace ?? undefined}
      onDragOver={(event) => {
        if (!editable) return
        event.preventDefault()
        commands.over(at, placeOf(event))
      }}
      onDrop={(event) => {
        event.preventDefault()
        commands.drop()
      }}
    >
      <div role="gridcell">
        {editable && (
          // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way; Alt with arrows is the keyboard's.
          <span
            className={styles.handle}
            draggable
            title={t('wbs.drag')}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', row.code)
              commands.drag(at)
            }}
            onDragEnd={commands.endDrag}
          >
            <HolderOutlined />
          </span>
        )}
      </div>
      <div role="gridcell" className={styles.number} title={number}>
        {number}
      </div>
      <div role="gridcell" style={{ paddingInlineStart: (row.level - 1) * INDENT_PX + 6 }}>
        {text('code')}
      </div>
      <div role="gridcell">{text('name')}</div>
      <div role="gridcell">
        <button
          type="button"
          className={styles.type}
          disabled={!editable}
          tabIndex={here === 'node_type' ? 0 : -1}
          data-cell={`${at}:node_type`}
          aria-label={`${t('wbs.node_type')} ${number}: ${t(`wbs.type_${nodeType}`)}`}
          title={faults?.node_type}
          onFocus={() => commands.go(at, 'node_type')}
          onClick={() => commands.set(at, { node_type: nodeType === 'task' ? 'section' : 'task' })}
        >
          {t(`wbs.type_${nodeType}`)}
        </button>
      </div>
      {FLAGS.map((flag) => (
        <div key={flag} role="gridcell" className={styles.flag} title={faults?.[flag]}>
          <input
            type="checkbox"
            checked={props[flag]}
            disabled={!editable}
            tabIndex={here === flag ? 0 : -1}
            data-cell={`${at}:${flag}`}
            aria-label={`${t(`wbs.${flag}`)} ${number}`}
            aria-invalid={faults?.[flag] !== undefined}
            onFocus={() => commands.go(at, flag)}
            onChange={(event) => commands.set(at, { [flag]: event.target.checked })}
          />
        </div>
      ))}
      <div role="gridcell" title={node?.status_reason || undefined}>
        <StateTag state={node?.status_in_force ?? null} />
      </div>
      <div role="gridcell">
        {editable && (
          <NodeMenu at={at} node={node} dirty={props.dirty} focused={here === 'menu'} commands={commands} />
        )}
      </div>
    </div>
  )
})
