import { expect, it } from 'vitest'
import { parseOutline } from './parse-outline'

const drawn = (text: string): string =>
  parseOutline(text)
    .map(({ level, code, name }) => `${level}|${code}|${name}`)
    .join(' ')

const EXPECTED = '1|1|Works 2|1.1|Base 3|1.1.1|Piles 1|2|Roof'

it.each([
  ['a level column', '1\t1\tWorks\n2\t1.1\tBase\n3\t1.1.1\tPiles\n1\t2\tRoof\n'],
  ['a heading', 'Level\tCode\tName\r\n1\t1\tWorks\r\n2\t1.1\tBase\r\n3\t1.1.1\tPiles\r\n1\t2\tRoof'],
  ['steps to the right', '1\tWorks\n\t1.1\tBase\n\t\t1.1.1\tPiles\n2\tRoof'],
  ['spaces', '1 Works\n  1.1 Base\n      1.1.1 Piles\n2 Roof'],
  ['codes alone', '1\tWorks\n1.1\tBase\n1.1.1\tPiles\n2\tRoof'],
  ['empty rows between', '1\tWorks\n\n1.1\tBase\n1.1.1\tPiles\n\n2\tRoof\n'],
])('reads an outline by %s', (_form, text) => {
  expect(drawn(text)).toBe(EXPECTED)
})

it('leaves what is wrong for the server to say', () => {
  expect(drawn('1\tA\tx\n3\tB\ty')).toBe('1|A|x 3|B|y')
  expect(drawn('\n \n')).toBe('')
})
