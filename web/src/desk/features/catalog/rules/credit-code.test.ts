import { expect, it } from 'vitest'
import { creditCodeFault } from './credit-code'

it.each([
  ['', null],
  ['91110000600037341L', null],
  ['91110000600037341l', null],
  ['9111 0000-6000 37341L', null],
  ['９１１１００００６０００３７３４１Ｌ', null],
  ['91110000600037341', 'length'],
  ['91110000600037341LL', 'length'],
  ['91110000600037342L', 'check'],
  ['9111000060003734IL', 'letter'],
  ['911A0000600037341L', 'letter'],
])('finds in %s: %s', (entered, fault) => {
  expect(creditCodeFault(entered)).toBe(fault)
})
