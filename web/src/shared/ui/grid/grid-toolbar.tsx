import { CopyOutlined, DeleteOutlined, PlusOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './grid.module.css'

interface GridToolbarProps {
  grid: {
    addRow: () => void
    duplicate: () => void
    remove: () => void
    block: { top: number; bottom: number }
    size: { rows: number }
  }
}

const KEYS = [
  ['Enter / Tab', 'keys.next'],
  ['F2', 'keys.edit'],
  ['F7', 'keys.pick'],
  ['12*9.5', 'keys.reckon'],
  ['Ctrl C / Ctrl V', 'keys.clipboard'],
  ['Ctrl D', 'keys.fill'],
  ['Ctrl Z', 'keys.undo'],
  ['Insert', 'keys.insert'],
  ['Ctrl Shift D', 'keys.duplicate'],
  ['Ctrl Delete', 'keys.remove'],
  ['Esc', 'keys.cancel'],
] as const

export function GridToolbar({ grid }: GridToolbarProps) {
  const { t } = useTranslation('grid')
  const chosen = grid.block.bottom - grid.block.top + 1
  const help = (
    <dl className={styles.keys}>
      {KEYS.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{t(meaning)}</dd>
        </div>
      ))}
    </dl>
  )
  return (
    <div className={styles.toolbar}>
      <Button size="small" icon={<PlusOutlined />} onClick={grid.addRow}>
        {t('add')}
      </Button>
      <Button size="small" type="text" icon={<CopyOutlined />} onClick={grid.duplicate}>
        {t('duplicate')}
      </Button>
      <Button size="small" type="text" icon={<DeleteOutlined />} onClick={grid.remove}>
        {chosen > 1 ? t('remove_many', { count: chosen }) : t('remove')}
      </Button>
      <span className={styles.count}>{t('lines', { count: grid.size.rows })}</span>
      <Popover trigger="click" placement="topRight" title={t('keys.title')} content={help}>
        <Button size="small" type="text" icon={<QuestionCircleOutlined />} aria-label={t('keys.title')} />
      </Popover>
    </div>
  )
}
