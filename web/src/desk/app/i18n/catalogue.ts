import type { ResourceKey } from 'i18next'
import { byNamespace, type Catalogue } from '@/shared/i18n'

/** `shell` is the frame's; each feature's texts are the namespace of its folder's name. */
export const deskCatalogue: Catalogue = {
  ...byNamespace(
    import.meta.glob<{ default: ResourceKey }>('./{zh,en}/*.json'),
    /\/(zh|en)\/([\w-]+)\.json$/,
  ),
  ...byNamespace(
    import.meta.glob<{ default: ResourceKey }>('../../features/*/i18n/{zh,en}.json'),
    /\/features\/([\w-]+)\/i18n\/(zh|en)\.json$/,
  ),
}
