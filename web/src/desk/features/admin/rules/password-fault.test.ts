import { expect, it } from 'vitest'
import { passwordFault } from './password-fault'

const refused = (status: number, code?: string) => ({
  status,
  faults: code ? [{ line: null, field: null, code, detail: '' }] : [],
})

it.each([
  [400, 'enter_current_password', { field: 'current', key: 'wrong' }],
  [400, 'password_too_short', { field: 'fresh', key: 'short' }],
  [400, 'password_too_common', { field: 'fresh', key: 'common' }],
  [400, 'something_new', { field: 'fresh', key: 'weak' }],
  [429, undefined, { field: null, key: 'too_often' }],
  [503, undefined, null],
])('reads %i %s', (status, code, expected) => {
  expect(passwordFault(refused(status, code))).toEqual(expected)
})
