import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '../refusal'
import { EmptyState } from './empty-state'

interface PanelProps<T> {
  query: UseQueryResult<T>
  children: (data: T) => ReactNode
}

/** A part that loads by itself: bones, then its content, or what went wrong with a way to try again. */
export function Panel<T>({ query, children }: PanelProps<T>) {
  const { t } = useTranslation('common')
  if (query.data !== undefined) return children(query.data)
  if (query.error)
    return (
      <EmptyState
        title={sentence(query.error)}
        action={<Button onClick={() => void query.refetch()}>{t('action.retry')}</Button>}
      />
    )
  return <Skeleton active title={false} />
}
