import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { StateTag } from '../state-tag'
import styles from './document.module.css'
import type { Stale } from './use-document'

interface StaleDialogProps {
  stale: Stale<object>
  mine: object
  /** Names of the fields worth showing; the others are counted. */
  labels: Record<string, string>
  onTheirs: () => void
  onMine: () => void
}

const text = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–'
  return Array.isArray(value) ? String(value.length) : String(value)
}

const read = (from: object, name: string): unknown => (from as Record<string, unknown>)[name]

/** Someone else was faster: shows what the document is now beside what was typed, and lets the person decide. */
export function StaleDialog({ stale, mine, labels, onTheirs, onMine }: StaleDialogProps) {
  const { t } = useTranslation('document')
  const { current } = stale
  const different = Object.keys(labels).filter(
    (name) => JSON.stringify(read(current, name)) !== JSON.stringify(read(mine, name)),
  )
  const state = read(current, 'state')
  return (
    <Modal
      open
      closable={false}
      width={640}
      title={t('stale.title')}
      footer={[
        <Button key="mine" onClick={onMine}>
          {t('stale.mine')}
        </Button>,
        <Button key="theirs" type="primary" onClick={onTheirs}>
          {t('stale.theirs')}
        </Button>,
      ]}
    >
      <p>
        {t('stale.hint', { version: text(read(current, 'version')) })}{' '}
        {typeof state === 'string' && <StateTag state={state} />}
      </p>
      <table className={styles.compare}>
        <thead>
          <tr>
            <th scope="col">{t('stale.field')}</th>
            <th scope="col">{t('stale.now')}</th>
            <th scope="col">{t('stale.typed')}</th>
          </tr>
        </thead>
        <tbody>
          {different.map((name) => (
            <tr key={name}>
              <th scope="row">{labels[name]}</th>
              <td>{text(read(current, name))}</td>
              <td>{text(read(mine, name))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {different.length === 0 && <p>{t('stale.same')}</p>}
    </Modal>
  )
}
