import { expect, it } from 'vitest'
import { grantGroups } from './grants'

it('groups all grants by module, known modules first', () => {
  const groups = grantGroups([
    { grants: ['platform.attach', 'catalog.read', 'new.thing'] },
    { grants: ['catalog.manage', 'catalog.read'] },
  ])
  expect(groups).toEqual([
    { module: 'catalog', grants: ['catalog.manage', 'catalog.read'] },
    { module: 'platform', grants: ['platform.attach'] },
    { module: 'new', grants: ['new.thing'] },
  ])
})
