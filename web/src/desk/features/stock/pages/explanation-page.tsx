import { DownloadOutlined, LeftOutlined } from '@ant-design/icons'
import { Alert, App, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { download, withQuery } from '@/shared/lib/api'
import { explanationHref } from '@/shared/lib/ledger-links'
import { sentence } from '@/shared/refusal'
import { DocumentLink } from '@/shared/ui/document-link'
import { Panel } from '@/shared/ui/panel'
import { useExplanation } from '../api/use-explanation'
import { CostSteps } from '../components/cost-steps'
import { ExplainedFacts } from '../components/explained-facts'
import { Reckoned } from '../components/reckoned'
import type { Explanation, Known } from '../rules/explanation'
import { isFromPool } from '../rules/explanation'
import styles from './explanation-page.module.css'

/** What made the price of a move: how its value is worked out, and every step that led there. */
export default function ExplanationPage() {
  const { id = '' } = useParams()
  const [known, setKnown] = useState<Known>('now')
  const query = useExplanation(id, known)
  return (
    <div className={styles.page}>
      <Panel query={query}>
        {(found) =>
          found && (
            <>
              <Head id={id} found={found} known={known} onKnown={setKnown} />
              <Notes found={found} />
              <ExplainedFacts found={found} />
              <Reckoned found={found} />
              {isFromPool(found) && (
                <CostSteps
                  found={found}
                  reading={query.isFetchingNextPage}
                  onEarlier={() => void query.fetchNextPage()}
                />
              )}
            </>
          )
        }
      </Panel>
    </div>
  )
}

interface HeadProps {
  id: string
  found: Explanation
  known: Known
  onKnown: (known: Known) => void
}

function Head({ id, found, known, onKnown }: HeadProps) {
  const { t } = useTranslation('stock')
  const { message } = App.useApp()
  const [saving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    const address = withQuery(`/api/v1${explanationHref(id)}`, { known, format: 'xlsx' })
    await download(address, `${t('explain.title')}.xlsx`).catch((refused: unknown) =>
      message.error(sentence(refused)),
    )
    setSaving(false)
  }
  return (
    <header className={styles.head}>
      <Link to="/stock/moves" aria-label={t('moves')} title={t('moves')}>
        <LeftOutlined />
      </Link>
      <h1>{t('explain.of', { number: found.move.document_number })}</h1>
      <span className={styles.known}>
        {t('explain.known.label')}
        <Segmented<Known>
          size="small"
          value={known}
          onChange={onKnown}
          options={[
            { value: 'now', label: t('explain.known.now') },
            { value: 'posted', label: t('explain.known.posted') },
          ]}
        />
      </span>
      <Button icon={<DownloadOutlined />} loading={saving} onClick={() => void save()}>
        {t('explain.download')}
      </Button>
    </header>
  )
}

function Notes({ found }: { found: Explanation }) {
  const { t } = useTranslation('stock')
  const mirror = found.reversed_by
  return (
    <>
      {mirror && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t('explain.reversed')}
              <DocumentLink
                type={mirror.document_type}
                id={mirror.document_id}
                number={mirror.document_number}
              />
            </>
          }
        />
      )}
      {!found.agrees && <Alert type="error" showIcon title={t('explain.disagrees')} />}
    </>
  )
}
