import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useLocation } from 'react-router'
import { newId } from '../../lib/ids'
import { sentence } from '../../refusal'
import { EmptyState } from '../empty-state'
import { Waiting } from '../waiting'
import type { Versioned } from './use-document'

interface StartFromProps<T> {
  /** What it starts from, for the cache: `order:<id>`. */
  from: string
  /** The new document with this id, filled with what is open on the earlier one. */
  make: (id: string) => Promise<T>
  listHref: string
}

interface Handed<T> {
  isNew: true
  handed: T
}

/** Starts a new document from an earlier one, at `…/new?<earlier>=<id>`; its page finds it with `useHandedOver`. */
export function StartFrom<T extends Versioned>({ from, make, listHref }: StartFromProps<T>) {
  const { t } = useTranslation('document')
  const id = useMemo(() => newId(), [])
  const { data, error, refetch } = useQuery({
    queryKey: ['start-from', from, id],
    queryFn: () => make(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (error)
    return (
      <EmptyState
        title={sentence(error)}
        action={
          <>
            <Button onClick={() => void refetch()}>{t('common:action.retry')}</Button>
            <Link to={listHref}>{t('back')}</Link>
          </>
        }
      />
    )
  if (!data) return <Waiting />
  const state: Handed<T> = { isNew: true, handed: data }
  return <Navigate to={`../${id}`} relative="path" replace state={state} />
}

/** `blank` of a document's spec: the one that was handed over, else an empty one. It outlives a reload of the page. */
export function useHandedOver<T extends Versioned>(empty: (id: string) => T): (id: string) => T {
  const handed = (useLocation().state as Partial<Handed<T>> | null)?.handed
  return (id) => (handed?.id === id ? handed : empty(id))
}
