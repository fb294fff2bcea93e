import { useTranslation } from 'react-i18next'
import { useKnownOn } from '@/shared/lib/known-on'
import { Drill } from '@/shared/ui/drill'
import { Money } from '@/shared/ui/figures'
import { FIGURES, type Figure, ROWS_OF, type StatementRow } from '../rules/statement'
import styles from './head-figures.module.css'

const PARTS: { key: string; figures: Figure[] }[] = [
  { key: 'bound', figures: FIGURES.slice(0, 3) },
  { key: 'lying', figures: FIGURES.slice(3, 4) },
  { key: 'borne', figures: FIGURES.slice(4) },
]

/** The project's figures at a glance; each opens the rows whose total it is. */
export function HeadFigures({ row }: { row: StatementRow }) {
  const { t } = useTranslation('reports')
  const knownOn = useKnownOn()
  return (
    <div className={styles.figures}>
      {PARTS.map(({ key, figures }) => (
        <dl key={key} className={styles.part} style={{ flexGrow: figures.length }}>
          {figures.map((figure) => (
            <div key={figure} className={styles.figure} data-main={figure === 'cost'}>
              <dt>{t(`figure.${figure}`)}</dt>
              <dd>
                <Drill to={ROWS_OF[figure](row.id, knownOn)}>
                  <Money value={row[figure]} />
                </Drill>
              </dd>
            </div>
          ))}
        </dl>
      ))}
    </div>
  )
}
