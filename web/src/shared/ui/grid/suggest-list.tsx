import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../refusal'
import type { Choice } from '../remote-source'
import styles from './suggest-list.module.css'
import type { Suggestions } from './use-suggestions'

const HEIGHT_PX = 300

interface SuggestListProps {
  id: string
  suggestions: Suggestions
  anchor: HTMLElement | null
  onChoose: (choice: Choice) => void
}

export const optionId = (id: string, index: number): string => `${id}-${index}`

/** Below the cell, or above it where there is no room; outside the grid, which would cut it off. */
export function SuggestList({ id, suggestions, anchor, onChoose }: SuggestListProps) {
  const { t } = useTranslation('common')
  const { choices, behind, failed, active, setActive } = suggestions
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<React.CSSProperties>({ visibility: 'hidden' })

  useLayoutEffect(() => {
    if (!anchor) return
    const { left, top, bottom, width } = anchor.getBoundingClientRect()
    const above = bottom + HEIGHT_PX > window.innerHeight && top > HEIGHT_PX
    const vertical = above ? { bottom: window.innerHeight - top + 2 } : { top: bottom + 2 }
    setPlace({ left: Math.min(left, window.innerWidth - 480), minWidth: Math.max(width, 280), ...vertical })
  }, [anchor])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row to be seen is another one when `active` changes.
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const told = failed ? sentence(failed) : behind ? t('loading') : t('picker.nothing')
  return createPortal(
    <div ref={list} id={id} role="listbox" className={styles.list} style={place} aria-busy={behind}>
      {choices.map((choice, index) => (
        <div
          key={choice.value}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          aria-disabled={choice.disabled}
          className={styles.option}
          style={{ paddingInlineStart: 10 + (choice.depth ?? 0) * 14 }}
          onMouseMove={() => index !== active && setActive(index)}
          onMouseDown={(event) => {
            // The editor must not lose the focus before the choice is made.
            event.preventDefault()
            if (!choice.disabled) onChoose(choice)
          }}
        >
          <span>{choice.label}</span>
          {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
        </div>
      ))}
      {choices.length === 0 && <div className={styles.told}>{told}</div>}
    </div>,
    document.querySelector('.root') ?? document.body,
  )
}
