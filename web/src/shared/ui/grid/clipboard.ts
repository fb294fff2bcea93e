/** Blocks of cells as Excel and its kin put them on the clipboard: tabs, line ends, quotes around what holds either. */
export function toTsv(cells: string[][]): string {
  return cells.map((row) => row.map(quoted).join('\t')).join('\n')
}

const quoted = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export function fromTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let inQuotes = false
  const endCell = () => {
    rows.at(-1)?.push(cell.trim())
    cell = ''
  }
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let index = 0; index < source.length; index += 1) {
    const char = source[index]
    if (inQuotes && char === '"' && source[index + 1] === '"') {
      cell += '"'
      index += 1
    } else if (char === '"' && (inQuotes || cell === '')) inQuotes = !inQuotes
    else if (char === '\t' && !inQuotes) endCell()
    else if (char === '\n' && !inQuotes) {
      endCell()
      rows.push([])
    } else cell += char
  }
  endCell()
  return rows
}
