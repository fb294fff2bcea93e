import { useTranslation } from 'react-i18next'
import { useMe } from '@/shared/session/use-me'
import { RemoteText } from '@/shared/ui/remote-text'
import { projectSource, warehouseSource } from '@/shared/ui/sources'
import type { Assignment } from '../api/use-assignments'

/** Where a role counts: everywhere, or in one company, project or warehouse by name. */
export function ScopeText({ scope_kind, scope_id }: Pick<Assignment, 'scope_kind' | 'scope_id'>) {
  const { t } = useTranslation('admin')
  const { companies } = useMe()
  if (scope_kind === 'tenant' || scope_id === null) return t('scope.everywhere')
  const company = companies.find((one) => one.id === scope_id)
  return (
    <>
      {t(`scope.${scope_kind}`)}
      {': '}
      {scope_kind === 'company' ? (
        company ? (
          `${company.code} ${company.name}`
        ) : (
          scope_id
        )
      ) : (
        <RemoteText source={scope_kind === 'project' ? projectSource : warehouseSource} id={scope_id} />
      )}
    </>
  )
}
