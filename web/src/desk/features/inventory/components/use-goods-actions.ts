import { createElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '@/shared/session/use-me'
import type { DocumentAction } from '@/shared/ui/document/types'
import { Money } from '@/shared/ui/figures'
import type { GoodsHead, GoodsLine } from '../rules/goods-draft'

interface GoodsActions<T> {
  /** What the document does, in one word: receive, issue. */
  label: string
  grant: string
  /** What else can be done with it, before the main action. */
  more?: DocumentAction<T>[]
  /** Whether a draft waits for others before it is posted. */
  waits?: (doc: T) => boolean
}

interface Goods extends GoodsHead {
  lines: Pick<GoodsLine, 'item_id'>[]
}

/** Every goods document is recorded and posted in one step, or posted from its draft, and reversed. */
export function useGoodsActions<T extends Goods>({
  label,
  grant,
  more = [],
  waits = () => false,
}: GoodsActions<T>): DocumentAction<T>[] {
  const { t } = useTranslation('inventory')
  const can = useCan()

  const whole = (doc: T) => [
    { label: t('words:warehouse'), value: doc.warehouse_name },
    { label: t('words:lines_count'), value: String(doc.lines.filter(({ item_id }) => item_id).length) },
    ...(can('cost.read') && doc.amount !== null
      ? [{ label: t('words:amount'), value: createElement(Money, { value: doc.amount }) }]
      : []),
  ]
  return [
    {
      verb: 'reverse',
      label: t('goods.reverse'),
      grant: 'inventory.reverse',
      states: ['posted'],
      danger: true,
      needsReason: true,
      makesDocument: true,
      offered: (doc) => doc.reverses_id === null,
      figures: whole,
    },
    ...more,
    {
      verb: 'record',
      label,
      grant,
      states: ['draft'],
      main: true,
      oneStep: true,
      offered: (doc) => doc.version === 0 && !waits(doc),
    },
    {
      verb: 'post',
      label,
      grant,
      states: ['draft', 'agreed'],
      main: true,
      offered: (doc) => doc.version > 0 && !(doc.state === 'draft' && waits(doc)),
    },
  ]
}
