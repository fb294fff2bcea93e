import { describe, expect, it } from 'vitest'
import { blankProject, projectInput, readProject, statusAfter } from './project-draft'

const draft = blankProject('1', { company: null, manager: { id: 'p', name: 'Wang' } })

describe('project draft', () => {
  it('asks for the next number where no code is given', () => {
    expect(projectInput(draft)).toMatchObject({ code: null, first_node: null, contract_value: null })
  })

  it('sends a first node only with a new project', () => {
    const named = { ...draft, 'first_node.code': '1', 'first_node.name': 'All works' }
    expect(projectInput(named).first_node).toMatchObject({ code: '1', name: 'All works' })
    expect(projectInput({ ...named, version: 2 }).first_node).toBeNull()
    expect(projectInput(readProject({ ...draft, version: 2 }))).not.toHaveProperty('first_node_id')
  })

  it('knows where a step leads', () => {
    expect(statusAfter('draft', 'release')).toBe('released')
    expect(statusAfter('closed', 'reopen')).toBe('technically_complete')
  })
})
