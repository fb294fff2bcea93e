import type { ComponentType, ReactNode } from 'react'

export interface PageRoute {
  /** Below the root, without a leading slash: `catalog/items/:id`. */
  path: string
  /** The grant without which the page says so instead of opening. */
  grant: string
  page: () => Promise<{ default: ComponentType }>
}

export interface MenuEntry {
  path: string
  /** A key of the shell's texts: `shell:menu.items`. */
  label: string
  grant: string
}

/** What `routes/<module>.tsx` exports by default: all that the frame knows of a module. */
export interface DeskModule {
  id: string
  /** Place in the menu, small first; see the README for the ones taken. */
  order: number
  label: string
  icon: ReactNode
  menu: MenuEntry[]
  routes: PageRoute[]
  /** Page of each subject type that the module owns, for search, flow and home. */
  documents?: Record<string, (id: string) => string>
}
