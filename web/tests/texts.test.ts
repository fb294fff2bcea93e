import { describe, expect, it } from 'vitest'
import { type SourceFile, sources, texts } from './source-files'

type Tree = { [name: string]: string | Tree }

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + name, value]] : flat(value, `${prefix}${name}.`),
  )
}

const entries = new Map<string, Map<string, string>>()
for (const { language, namespace, text } of texts()) {
  const found = entries.get(language) ?? new Map<string, string>()
  for (const [key, value] of flat(JSON.parse(text) as Tree)) found.set(`${namespace}:${key}`, value)
  entries.set(language, found)
}
const zh = entries.get('zh') ?? new Map<string, string>()
const en = entries.get('en') ?? new Map<string, string>()

/** English has a singular where Chinese has none. */
const single = (key: string) => key.replace(/_(one|other)$/, '')
const inBoth = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(single))].sort()
const english = (key: string) => en.get(key) ?? en.get(`${key}_other`) ?? ''
const namespaces = new Set(texts().map(({ namespace }) => namespace))

/** `t('…')` and `t(`…`)` with the namespace of the `useTranslation` above it, and any `'namespace:key'` literal. */
function keysUsed({ text }: SourceFile): string[] {
  const homes = [...text.matchAll(/useTranslation\(\s*'([\w-]+)'/g)]
  const inHome = (key: string, index: number): string => {
    if (key.includes(':')) return key
    return `${homes.findLast((home) => home.index < index)?.[1] ?? 'common'}:${key}`
  }
  const called = [...text.matchAll(/\bt\(\s*(['`])([^'`]+)\1/g)].map((match) =>
    inHome(match[2] ?? '', match.index),
  )
  const chosen = [...text.matchAll(/\bt\(\s*[^'`()]+\?\s*'([^']+)'\s*:\s*'([^']+)'/g)].flatMap((match) =>
    [match[1] ?? '', match[2] ?? ''].map((key) => inHome(key, match.index)),
  )
  const named = [...text.matchAll(/['"`]([\w-]+):([\w.]+)['"`]/g)]
    .filter((match) => namespaces.has(match[1] ?? ''))
    .map((match) => `${match[1]}:${match[2]}`)
  return [...called, ...chosen, ...named]
}

function exists(key: string): boolean {
  const variable = key.indexOf('${')
  if (variable < 0) return zh.has(key) || zh.has(`${key}_other`)
  const [before = '', after = ''] = [key.slice(0, variable), key.slice(key.lastIndexOf('}') + 1)]
  return [...zh.keys()].some((known) => known.startsWith(before) && known.endsWith(after))
}

describe('texts', () => {
  it('has the same keys in both languages', () => {
    expect(inBoth(en)).toEqual(inBoth(zh))
  })

  it('leaves no text empty', () => {
    const empty = [...zh, ...en].filter(([, value]) => value.trim() === '').map(([key]) => key)
    expect(empty).toEqual([])
  })

  it('fills the same figures into both languages', () => {
    const figures = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]).sort()
    const different = [...zh].filter(([key, text]) => figures(text).join() !== figures(english(key)).join())
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('knows every key that the sources use', () => {
    const unknown = sources().flatMap((file) =>
      keysUsed(file)
        .filter((key) => !exists(key))
        .map((key) => `${file.path}: ${key}`),
    )
    expect(unknown).toEqual([])
  })

  it('keeps Chinese out of the sources', () => {
    const cjk = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/
    const found = sources().flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (cjk.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    )
    expect(found).toEqual([])
  })
})
