export interface GrantGroup {
  module: string
  grants: string[]
}

/** Order in which people think of them; what is not named here comes last. */
const MODULES = [
  'catalog',
  'projects',
  'procurement',
  'inventory',
  'costing',
  'reports',
  'cost',
  'price',
  'platform',
]

/** All grants that any role holds, by module. */
export function grantGroups(roles: { grants: string[] }[]): GrantGroup[] {
  const all = [...new Set(roles.flatMap((role) => role.grants))].toSorted()
  const modules = [...new Set(all.map(moduleOf))]
  const place = (module: string) => (MODULES.includes(module) ? MODULES.indexOf(module) : MODULES.length)
  return modules
    .toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((module) => ({ module, grants: all.filter((grant) => moduleOf(grant) === module) }))
}

const moduleOf = (grant: string): string => grant.split('.')[0] ?? grant
