import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './waiting.module.css'

/** Shown after a moment only: most pages are there before anyone could read it. */
export function Waiting() {
  const { t } = useTranslation('common')
  return (
    <div className={styles.waiting} role="status" aria-label={t('loading')}>
      <Spin delay={200} />
    </div>
  )
}
