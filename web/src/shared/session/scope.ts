import { kept, useKept } from '../lib/kept'
import { useMe } from './use-me'

interface Scope {
  companyId: string | null
  project: { id: string; label: string } | null
}

const scope = kept<Scope>('scope', { companyId: null, project: null })

/** The company and project chosen in the top bar. A kept company that the person no longer has gives way to their first. */
export function useScope() {
  const { companies } = useMe()
  const [{ companyId, project }, set] = useKept(scope)
  const company = companies.find((one) => one.id === companyId) ?? companies[0] ?? null
  return {
    company,
    project,
    chooseCompany: (id: string) => set({ companyId: id, project: null }),
    chooseProject: (chosen: Scope['project']) => set({ companyId: company?.id ?? null, project: chosen }),
  }
}
