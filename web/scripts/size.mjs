// Prints the gzip size of the scripts that a browser loads from sign-in to the home page, and fails over the budget.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET_KB = 300
const DIST = new URL('../dist/', import.meta.url)

// What the path loads on demand. One language is loaded, so one is counted: the larger of the two.
const PAGES = [
  'index.html',
  'src/desk/app/pages/sign-in-page.tsx',
  'src/desk/app/layout/frame.tsx',
  'src/desk/app/pages/home-page.tsx',
]
const LANGUAGES = {
  zh: [
    'src/shared/i18n/zh/common.json',
    'src/desk/app/i18n/zh/shell.json',
    'node_modules/antd/es/locale/zh_CN.js',
  ],
  en: [
    'src/shared/i18n/en/common.json',
    'src/desk/app/i18n/en/shell.json',
    'node_modules/antd/es/locale/en_GB.js',
  ],
}

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))

function filesOf(keys, found = new Set()) {
  for (const key of keys) {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`${key} is not in the manifest: was it moved? Update ${import.meta.url}`)
    if (found.has(chunk.file)) continue
    found.add(chunk.file)
    filesOf(chunk.imports ?? [], found)
  }
  return found
}

const gzipSize = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length
const total = (files) => [...files].reduce((sum, file) => sum + gzipSize(file), 0)

const paths = Object.values(LANGUAGES).map((texts) => filesOf([...PAGES, ...texts]))
const path = paths.sort((a, b) => total(b) - total(a))[0]
for (const file of [...path].sort((a, b) => gzipSize(b) - gzipSize(a)))
  console.log(`${(gzipSize(file) / 1000).toFixed(1).padStart(7)} kB  ${file}`)

const sizeKb = total(path) / 1000
console.log(`${sizeKb.toFixed(1).padStart(7)} kB  login to home (gzip), budget ${BUDGET_KB} kB`)
if (sizeKb > BUDGET_KB) process.exit(1)
