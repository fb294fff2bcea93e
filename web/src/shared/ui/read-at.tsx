import { ReloadOutlined } from '@ant-design/icons'
import { notifyManager, type QueryKey, useIsFetching, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../lib/dates'
import styles from './read-at.module.css'

/** When the figures that are shown were read, and a way to read them again. `of` begins the keys of their questions. */
export function ReadAt({ of }: { of: QueryKey }) {
  const { t, i18n } = useTranslation('common')
  const client = useQueryClient()
  const fetching = useIsFetching({ queryKey: of }) > 0
  const subscribe = useCallback(
    (listener: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    [client],
  )
  const at = useSyncExternalStore(subscribe, () =>
    client
      .getQueryCache()
      .findAll({ queryKey: of, type: 'active' })
      .reduce((latest, query) => Math.max(latest, query.state.dataUpdatedAt), 0),
  )
  if (at === 0) return null
  return (
    <span className={styles.read}>
      <time dateTime={new Date(at).toISOString()}>
        {t('read_at', { at: formatInstant(new Date(at).toISOString(), i18n.language) })}
      </time>
      <Button
        type="text"
        size="small"
        icon={<ReloadOutlined spin={fetching} />}
        aria-label={t('read_again')}
        title={t('read_again')}
        onClick={() => void client.invalidateQueries({ queryKey: of })}
      />
    </span>
  )
}
