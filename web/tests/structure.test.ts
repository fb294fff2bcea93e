import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sources } from './source-files'

const LINES_MAX = 250

/** Imports of a file as paths from `src/`; packages are left out. */
function importsOf(path: string, text: string): string[] {
  const named = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  return named
    .filter((name) => name.startsWith('.') || name.startsWith('@/'))
    .map((name) => (name.startsWith('@/') ? join('src', name.slice(2)) : join(dirname(path), name)))
}

const featureOf = (path: string): string | null => /^src\/desk\/features\/([\w-]+)/.exec(path)?.[1] ?? null

describe('structure', () => {
  it('lets shared parts know no feature, and features know neither each other nor the application', () => {
    const wrong = sources().flatMap(({ path, text }) =>
      importsOf(path, text)
        .filter((target) => {
          if (path.startsWith('src/shared/')) return target.startsWith('src/desk/')
          const feature = featureOf(path)
          if (!feature) return false
          return target.startsWith('src/desk/') && featureOf(target) !== feature
        })
        .map((target) => `${path} → ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('keeps files short enough to read', () => {
    const long = sources()
      .map(({ path, text }) => `${path}: ${text.split('\n').length - 1}`)
      .filter((entry) => Number(entry.split(': ')[1]) > LINES_MAX)
    expect(long).toEqual([])
  })

  it('runs no text as code', () => {
    const found = sources().filter(({ text }) => /\beval\(|new Function\(|dangerouslySetInnerHTML/.test(text))
    expect(found.map(({ path }) => path)).toEqual([])
  })
})
