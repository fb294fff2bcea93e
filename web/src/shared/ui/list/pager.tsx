import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatQuantity } from '../../lib/decimal'
import styles from './list.module.css'
import { PAGE_SIZES } from './list-state'

interface PagerProps {
  total: number
  /** There are more than `total`. */
  more: boolean
  /** Pages before this one; null when unknown. */
  page: number | null
  size: number
  rows: number
  hasPrevious: boolean
  hasNext: boolean
  onPrevious: () => void
  onNext: () => void
  onSize: (size: number) => void
}

export function Pager(props: PagerProps) {
  const { total, more, page, size, rows, hasPrevious, hasNext, onPrevious, onNext, onSize } = props
  const { t } = useTranslation('list')
  const figure = (value: number) => formatQuantity(String(value))
  const where =
    page === null || rows === 0
      ? t(more ? 'pager.total_more' : 'pager.total', { total: figure(total) })
      : t(more ? 'pager.range_more' : 'pager.range', {
          first: figure(page * size + 1),
          last: figure(page * size + rows),
          total: figure(total),
        })
  return (
    <nav className={styles.pager} aria-label={t('pager.label')}>
      <span className="figure" aria-live="polite">
        {where}
      </span>
      <Select
        size="small"
        variant="borderless"
        value={size}
        onChange={onSize}
        aria-label={t('pager.size_label')}
        options={PAGE_SIZES.map((value) => ({ value, label: t('pager.size', { size: value }) }))}
      />
      <Button
        size="small"
        icon={<LeftOutlined />}
        disabled={!hasPrevious}
        onClick={onPrevious}
        aria-label={t('pager.previous')}
        title={t('pager.previous')}
      />
      <Button
        size="small"
        icon={<RightOutlined />}
        disabled={!hasNext}
        onClick={onNext}
        aria-label={t('pager.next')}
        title={t('pager.next')}
      />
    </nav>
  )
}
