import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import styles from './place.module.css'

/** One end of a move. A bin is where all goods lie, so what matters there is whose they are. */
export function Place({ place }: { place: Schemas['PlaceOut'] }) {
  const { t } = useTranslation('stock')
  const { kind, code, name, owner_code: owner } = place
  return (
    <span
      className={styles.place}
      title={[name, code, place.holder, place.owner_name].filter(Boolean).join(' · ')}
    >
      {kind === 'bin' ? (
        <span className={styles.owner}>{owner ?? t('general')}</span>
      ) : (
        <span className={styles.kind}>{t(`place.${kind}`)}</span>
      )}
      {[name, code, place.holder && `(${place.holder})`].filter(Boolean).join(' ')}
    </span>
  )
}
