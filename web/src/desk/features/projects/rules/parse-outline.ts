import { fromTsv } from '@/shared/ui/grid/clipboard'
import { newRow, type OutlineRow } from './outline'

/** Words that stand above the columns of an outline and not in it. */
const HEADINGS = new Set([
  'level',
  'code',
  'name',
  'wbs',
  'no',
  'no.',
  '\u5c42\u7ea7',
  '\u7ea7\u522b',
  '\u7f16\u7801',
  '\u7f16\u53f7',
  '\u540d\u79f0',
  '\u5e8f\u53f7',
])

/**
 * An outline as it comes from a spreadsheet, in any of the forms that people keep it in:
 * level, code, name · code, name stepped to the right by level · code, name with the level in the code (`1.2.3`) ·
 * code, name indented by spaces. What is wrong with it is for the server to say, all at once.
 */
export function parseOutline(text: string): OutlineRow[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const table = fromTsv(text)
    .map((cells, at) => ({ cells, spaces: /^[ \u3000]*/.exec(lines[at] ?? '')?.[0].length ?? 0 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const first = table[0]?.cells.filter((cell) => cell !== '') ?? []
  if (first.length > 0 && first.every((cell) => HEADINGS.has(cell.toLowerCase()))) table.shift()
  if (table.length === 0) return []
  const rows = table.map(({ cells }) => cells)
  if (rows.every((cells) => /^\d{1,2}$/.test(cells[0] ?? '') && cells.length > 2))
    return rows.map(byLevelColumn)
  if (rows.some((cells) => cells[0] === '')) return byStep(rows)
  if (table.some(({ spaces }) => spaces > 0)) return byIndent(table)
  return byCode(rows)
}

const byLevelColumn = ([level = '', code = '', name = '']: string[]): OutlineRow =>
  newRow({ level: Math.max(1, Number(level)), code, name })

function byStep(rows: string[][]): OutlineRow[] {
  const steps = rows.map((cells) => cells.findIndex((cell) => cell !== ''))
  const least = Math.min(...steps)
  return rows.map((cells, at) => {
    const step = steps[at] ?? 0
    const [code = '', name = ''] = cells.slice(step)
    return newRow({ level: step - least + 1, code, name })
  })
}

function byIndent(table: { cells: string[]; spaces: number }[]): OutlineRow[] {
  const open: number[] = []
  return table.map(({ cells: [code = '', name = ''], spaces }) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= spaces) open.pop()
    open.push(spaces)
    return newRow({ level: open.length, ...split(code, name) })
  })
}

/** The level is how many of the codes above it a code continues: `1.2` below `1`, `A-01` below `A`. */
function byCode(rows: string[][]): OutlineRow[] {
  const open: string[] = []
  return rows.map(([first = '', second = '']) => {
    const { code, name } = split(first, second)
    while (open.length > 0 && !continues(code, open.at(-1) ?? '')) open.pop()
    open.push(code)
    return newRow({ level: open.length, code, name })
  })
}

const continues = (code: string, above: string): boolean =>
  above !== '' && code.startsWith(above) && /^[.\-_/]/.test(code.slice(above.length))

/** Code and name in one cell, where there is no second. */
function split(code: string, name: string): { code: string; name: string } {
  const [, head = code, rest = ''] = name === '' ? (/^(\S+)\s+(.+)$/.exec(code) ?? []) : []
  return { code: head, name: name || rest }
}
