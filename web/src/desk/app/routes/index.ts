import type { DeskModule } from '../module'

const files = import.meta.glob<{ default: DeskModule }>('./*.tsx', { eager: true })

/** Every file beside this one is a module; adding a file adds its pages and its menu. */
export const modules: DeskModule[] = Object.values(files)
  .map((file) => file.default)
  .sort((a, b) => a.order - b.order)
