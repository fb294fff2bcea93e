import { useTranslation } from 'react-i18next'
import { useMe } from '../../session/use-me'
import type { Choice } from '../remote-source'
import { ofCompany, partySource, projectSource, warehouseSource } from '../sources'
import type { HeadField } from './types'

interface DocumentHead {
  company_id: string
  business_date: string
  remark: string
}

/** The fields that most document heads share, so that they read and behave alike. */
export function useHeadFields<T extends DocumentHead>() {
  const { t } = useTranslation('words')
  const { companies } = useMe()

  // Each head names its fields as the interface does, so a part made of these names is a part of it.
  const named = (prefix: string, choice: Choice | null) => {
    const row = choice?.row as { code: string; name: string } | undefined
    return { [`${prefix}_code`]: row?.code ?? '', [`${prefix}_name`]: row?.name ?? '' } as Partial<T>
  }
  const shown = (doc: T, prefix: string): string | null => {
    const read = (name: string) => String((doc as Record<string, unknown>)[name] ?? '')
    return [read(`${prefix}_code`), read(`${prefix}_name`)].filter(Boolean).join(' ') || null
  }

  return {
    /** Only where there is a choice: with one company its name would tell nothing. */
    company: (doc: T): HeadField<T>[] =>
      companies.length > 1
        ? [
            {
              name: 'company_id',
              label: t('company'),
              kind: 'readonly',
              show: companies.find(({ id }) => id === doc.company_id)?.name,
            },
          ]
        : [],
    businessDate: (): HeadField<T> => ({
      name: 'business_date',
      label: t('business_date'),
      kind: 'date',
      required: true,
    }),
    remark: (span: 1 | 2 | 3 | 4 = 1): HeadField<T> => ({
      name: 'remark',
      label: t('remark'),
      kind: 'text',
      span,
      maxLength: 500,
    }),
    supplier: (doc: T, also: Partial<HeadField<T>> = {}): HeadField<T> =>
      ({
        name: 'supplier_id' as keyof T & string,
        label: t('supplier'),
        kind: 'remote',
        required: true,
        source: partySource({ role: 'supplier' }),
        shown: shown(doc, 'supplier'),
        choose: (choice: Choice | null) => named('supplier', choice),
        ...also,
      }) as HeadField<T>,
    project: (doc: T, also: (choice: Choice | null) => Partial<T> = () => ({})): HeadField<T> => ({
      name: 'project_id' as keyof T & string,
      label: t('project'),
      kind: 'remote',
      required: true,
      source: ofCompany(projectSource, doc.company_id),
      shown: shown(doc, 'project'),
      choose: (choice) => ({ ...named('project', choice), ...also(choice) }),
    }),
    warehouse: (
      doc: T,
      { prefix = 'warehouse', label = t('warehouse'), also = () => ({}) }: WarehouseField<T> = {},
    ): HeadField<T> => ({
      name: `${prefix}_id` as keyof T & string,
      label,
      kind: 'remote',
      required: true,
      source: ofCompany(warehouseSource, doc.company_id),
      shown: shown(doc, prefix),
      choose: (choice) => ({ ...named(prefix, choice), ...also(choice) }),
    }),
  }
}

interface WarehouseField<T> {
  /** `target_warehouse` where a document names two. */
  prefix?: string
  label?: string
  /** What else changes with the warehouse, such as bins that are not its own. */
  also?: (choice: Choice | null) => Partial<T>
}
