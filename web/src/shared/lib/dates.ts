/** Business dates are plain days (`2026-11-23`) and have no zone; instants are UTC and shown in the reader's. */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

export function formatDay(value: string | null | undefined): string {
  return value ?? ''
}

export function formatInstant(value: string | null | undefined, language: string): string {
  if (!value) return ''
  const instant = new Date(value)
  if (Number.isNaN(instant.getTime())) return value
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant)
}

export function today(now: Date = new Date()): string {
  const month = String(now.getMonth() + 1).padStart(2, '0')
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, '0')}`
}

/** What a hurried person types for a day: `2026-11-23`, `2026/11/23`, `20261123`, `11-23`, `1123`, `23`, `t` for today. */
export function parseDay(text: string, now: Date = new Date()): string | null {
  const typed = text.normalize('NFKC').trim().toLowerCase()
  if (typed === 't') return today(now)
  const [year, month] = today(now).split('-') as [string, string]
  const parts = typed.split(/[-/.]/)
  if (parts.length === 3) return valid(parts[0] ?? '', parts[1] ?? '', parts[2] ?? '')
  if (parts.length === 2) return valid(year, parts[0] ?? '', parts[1] ?? '')
  if (/^\d{8}$/.test(typed)) return valid(typed.slice(0, 4), typed.slice(4, 6), typed.slice(6))
  if (/^\d{4}$/.test(typed)) return valid(year, typed.slice(0, 2), typed.slice(2))
  return /^\d{1,2}$/.test(typed) ? valid(year, month, typed) : null
}

function valid(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!DAY.test(text)) return null
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null
}
