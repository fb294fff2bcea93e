import { expect, it } from 'vitest'
import { blankParty, newContact, partyInput, readParty, trimParty } from './party-draft'

const contact = { ...newContact(), name: 'Li' }

it('sends the contacts that hold something, without the ids of their rows', () => {
  const input = partyInput({ ...blankParty('1'), contacts: [newContact(), contact] })
  expect(input.contacts).toEqual([{ name: 'Li', title: '', phone: '', email: '' }])
  expect(input).not.toHaveProperty('id')
})

it('always leaves a row to type in', () => {
  expect(readParty({ ...blankParty('1'), contacts: [] }).contacts).toHaveLength(1)
  expect(trimParty(blankParty('1')).contacts).toHaveLength(1)
})
