import { useSearchParams } from 'react-router'
import { useScope } from './scope'

/** What an address names so narrowly that the project of the top bar must not narrow it further. */
const NAMED = ['project_id', 'owner_id', 'node_id', 'document_id', 'batch_id']

/** The project of the top bar as a fixed filter of a list; an address that names its rows itself goes before it. */
export function useFixedProject(field = 'project_id'): Record<string, string | undefined> {
  const [search] = useSearchParams()
  const { project } = useScope()
  return NAMED.some((name) => search.get(name)) ? {} : { [field]: project?.id }
}
