import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

export interface SourceFile {
  path: string
  text: string
}

const read = (pattern: string): SourceFile[] =>
  globSync(pattern, { cwd: ROOT }).map((path) => ({ path, text: readFileSync(resolve(ROOT, path), 'utf8') }))

/** The sources that people write: no tests and nothing generated. */
export const sources = (): SourceFile[] =>
  read('src/**/*.{ts,tsx}').filter(
    ({ path }) => !path.startsWith('src/api/schema') && !/\.test\.tsx?$/.test(path),
  )

/** Every text file with its language and namespace. */
export function texts() {
  const shared = read('src/{shared,desk/app}/i18n/{zh,en}/*.json').map(({ path, text }) => {
    const [, language = '', namespace = ''] = /\/(zh|en)\/([\w-]+)\.json$/.exec(path) ?? []
    return { path, text, language, namespace }
  })
  const features = read('src/desk/features/*/i18n/{zh,en}.json').map(({ path, text }) => {
    const [, namespace = '', language = ''] = /features\/([\w-]+)\/i18n\/(zh|en)\.json$/.exec(path) ?? []
    return { path, text, language, namespace }
  })
  return [...shared, ...features]
}
