import { newId } from '../../lib/ids'
import { recall, remember } from '../../lib/storage'

export interface SavedView {
  id: string
  name: string
  /** The list's query string without its page. */
  search: string
}

/** Where views are kept. This device for now; a store on the server only has to answer the same three. */
export interface ViewStore {
  all: (listId: string) => Promise<SavedView[]>
  save: (listId: string, view: Omit<SavedView, 'id'>) => Promise<SavedView[]>
  remove: (listId: string, id: string) => Promise<SavedView[]>
}

const keyOf = (listId: string) => `views.${listId}`

export const deviceViews: ViewStore = {
  all: async (listId) => recall<SavedView[]>(keyOf(listId), []),
  save: async (listId, view) => {
    const others = (await deviceViews.all(listId)).filter((one) => one.name !== view.name)
    const views = [...others, { ...view, id: newId() }]
    remember(keyOf(listId), views)
    return views
  },
  remove: async (listId, id) => {
    const views = (await deviceViews.all(listId)).filter((one) => one.id !== id)
    remember(keyOf(listId), views)
    return views
  },
}
