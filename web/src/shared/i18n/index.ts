import i18next, { type BackendModule, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { recall, remember } from '../lib/storage'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** `zh/common` → a loader of that file. The application adds its own and its features' namespaces. */
export type Catalogue = Record<string, () => Promise<{ default: ResourceKey }>>

const shared: Catalogue = byNamespace(
  import.meta.glob<{ default: ResourceKey }>('./{zh,en}/*.json'),
  /\/(zh|en)\/([\w-]+)\.json$/,
)

/** Names loaders `language/namespace`; `pattern` captures the two from the path, in either order. */
export function byNamespace(files: Catalogue, pattern: RegExp): Catalogue {
  const named: Catalogue = {}
  for (const [path, load] of Object.entries(files)) {
    const [first = '', second = ''] = pattern.exec(path)?.slice(1) ?? []
    named[isLanguage(first) ? `${first}/${second}` : `${second}/${first}`] = load
  }
  return named
}

export function isLanguage(value: string): value is Language {
  return (LANGUAGES as readonly string[]).includes(value)
}

export function startingLanguage(): Language {
  const kept = recall('language', '')
  return isLanguage(kept) ? kept : 'zh'
}

export async function startI18n(added: Catalogue, first: readonly string[]): Promise<void> {
  const catalogue = { ...shared, ...added }
  const backend: BackendModule = {
    type: 'backend',
    init: () => undefined,
    read: (language, namespace, done) => {
      const load = catalogue[`${language}/${namespace}`]
      if (!load) return done(new Error(`no texts for ${language}/${namespace}`), false)
      load().then(
        (file) => done(null, file.default),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
      )
    },
  }
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  })
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: startingLanguage(),
      supportedLngs: LANGUAGES,
      // A missing text fails the tests; falling back at run time would only hide it.
      fallbackLng: false,
      ns: ['common', ...first],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
    })
}

/** Whether someone chose on this device; until then the person's own setting on the server counts. */
export const isLanguageChosen = (): boolean => isLanguage(recall('language', ''))

export async function changeLanguage(language: Language): Promise<void> {
  remember('language', language)
  await i18next.changeLanguage(language)
}

export const currentLanguage = (): Language => (isLanguage(i18next.language) ? i18next.language : 'zh')
