import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDebounced } from '../../lib/use-debounced'
import { type Choice, findChoices, loosely } from '../remote-source'
import type { GridColumn } from './types'

const REST_MS = 150

export interface Suggestions {
  open: boolean
  choices: Choice[]
  /** The choices belong to an older text, or none have come yet. */
  behind: boolean
  failed: unknown
  active: number
  setActive: (index: number) => void
}

const CLOSED: Choice[] = []

/** What a picked cell offers while it is edited: the list of a select, or what the server finds for the text. */
export function useSuggestions<L>(
  column: GridColumn<L> | undefined,
  line: L | undefined,
  text: string,
  editing: boolean,
): Suggestions {
  const q = useDebounced(text.trim(), REST_MS)
  const source = editing && line && column?.kind === 'pick' ? column.source(line) : null
  const [marked, setMarked] = useState({ text: '', index: -1 })
  const found = useQuery({
    queryKey: ['choices', source?.key, q],
    queryFn: ({ signal }) => (source ? findChoices(loosely(source), q, signal) : []),
    enabled: source !== null,
    placeholderData: keepPreviousData,
  })
  const active = marked.text === text ? marked.index : text.trim() === '' ? -1 : 0
  const setActive = (index: number) => setMarked({ text, index })

  if (editing && column?.kind === 'select') {
    const wanted = text.trim().toLowerCase()
    const choices = column.options
      .filter(({ value, label }) => [value, label].some((one) => one.toLowerCase().includes(wanted)))
      .map(({ value, label }): Choice => ({ value, label, row: null }))
    return { open: true, choices, behind: false, failed: null, active, setActive }
  }
  return {
    open: source !== null,
    choices: source ? (found.data ?? CLOSED) : CLOSED,
    behind: found.isPending || found.isPlaceholderData || q !== text.trim(),
    failed: found.error,
    active,
    setActive,
  }
}
