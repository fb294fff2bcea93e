import { type Kept, kept, useKept } from '../../lib/kept'

export interface ColumnPrefs {
  /** Keys in the order chosen; what is missing (new since then) follows in its own order. */
  order: string[]
  /** What the reader switched on or off; the others are as the page says. */
  shown: Record<string, boolean>
  widths: Record<string, number>
}

interface Choosable {
  key: string
  hidden?: boolean
}

const NONE: ColumnPrefs = { order: [], shown: {}, widths: {} }
const stores = new Map<string, Kept<ColumnPrefs>>()

function storeOf(id: string): Kept<ColumnPrefs> {
  const known = stores.get(id) ?? kept(`columns.${id}`, NONE)
  stores.set(id, known)
  return known
}

export function ordered<Column extends Choosable>(columns: Column[], prefs: ColumnPrefs): Column[] {
  const place = (column: Column) => {
    const index = prefs.order.indexOf(column.key)
    return index < 0 ? prefs.order.length + columns.indexOf(column) : index
  }
  return [...columns].sort((a, b) => place(a) - place(b))
}

export const isShown = (column: Choosable, prefs: ColumnPrefs): boolean =>
  prefs.shown[column.key] ?? !column.hidden

export function useColumnPrefs(id: string) {
  const [prefs, set] = useKept(storeOf(id))
  return {
    prefs,
    setOrder: (order: string[]) => set({ ...prefs, order }),
    setShown: (key: string, shown: boolean) => set({ ...prefs, shown: { ...prefs.shown, [key]: shown } }),
    setWidth: (key: string, width: number) =>
      set({ ...prefs, widths: { ...prefs.widths, [key]: Math.max(48, Math.round(width)) } }),
    reset: () => set(NONE),
  }
}
