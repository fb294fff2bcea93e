import { useTranslation } from 'react-i18next'
import { useCan } from '@/shared/session/use-me'
import type { DocumentAction } from '@/shared/ui/document/types'

interface Issued {
  id: string
  reverses_id: string | null
  lines: { returnable_quantity: string }[]
}

/** Where material that went to work goes on to, wherever it came from: back to the store, or to other work. */
export function useIssuedActions<T extends Issued>(): DocumentAction<T>[] {
  const { t } = useTranslation('inventory')
  const can = useCan()
  const isLeft = (doc: T) =>
    doc.reverses_id === null && doc.lines.some(({ returnable_quantity }) => /[1-9]/.test(returnable_quantity))
  return [
    {
      verb: 'return',
      label: t('issue.return'),
      grant: 'inventory.return',
      states: ['posted'],
      offered: (doc) => isLeft(doc) && can('inventory.read'),
      href: (doc) => `/inventory/returns/new?issue=${doc.id}`,
    },
    {
      verb: 'take_over',
      label: t('issue.take_over'),
      grant: 'inventory.issue',
      states: ['posted'],
      offered: (doc) => isLeft(doc) && can('inventory.return'),
      href: (doc) => `/inventory/taken-over/new?issue=${doc.id}`,
    },
  ]
}
