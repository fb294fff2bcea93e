/** Without I, O, S, V and Z, which read like digits. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const LENGTH = 18

export type CreditCodeFault = 'length' | 'letter' | 'check'

/**
 * What is wrong with a unified social credit code (GB 32100-2015) while it is typed; the server's check decides.
 * Empty is in order: not every supplier has one.
 */
export function creditCodeFault(entered: string): CreditCodeFault | null {
  const code = entered.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (code === '') return null
  if ([...code].some((letter) => !ALPHABET.includes(letter)) || !/^\d*$/.test(code.slice(2, 8)))
    return 'letter'
  if (code.length !== LENGTH) return 'length'
  const sum = WEIGHTS.reduce(
    (total, weight, place) => total + weight * ALPHABET.indexOf(code.charAt(place)),
    0,
  )
  return ALPHABET.charAt((31 - (sum % 31)) % 31) === code.at(-1) ? null : 'check'
}
