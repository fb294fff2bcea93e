import type { ReactNode } from 'react'
import styles from '../home-page.module.css'

interface HomePanelProps {
  title: string
  extra?: ReactNode
  children: ReactNode
}

export function HomePanel({ title, extra, children }: HomePanelProps) {
  return (
    <section className={styles.panel} aria-label={title}>
      <h2>
        {title}
        {extra && <span className={styles.extra}>{extra}</span>}
      </h2>
      {children}
    </section>
  )
}
