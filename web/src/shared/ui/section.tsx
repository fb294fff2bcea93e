import type { ReactNode } from 'react'
import styles from './section.module.css'

interface SectionProps {
  title: string
  /** At the right of the title: a switch, a link to the whole. */
  extra?: ReactNode
  children: ReactNode
}

/** A titled part of a page that is read rather than filled in. */
export function Section({ title, extra, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  )
}
