import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { isZero } from '@/shared/lib/decimal'
import { Money } from '@/shared/ui/figures'
import type { GoodsHead } from '../rules/goods-draft'
import { ReversalNote } from './reversal-note'

/** What has come of a document since it was posted. */
export function PostingNotes({ doc, listHref }: { doc: GoodsHead; listHref: string }) {
  return (
    <>
      <ReversalNote doc={doc} listHref={listHref} />
      <CorrectionNote correction={doc.correction ?? null} />
    </>
  )
}

/** Goods may turn out to have cost otherwise than their document says, which itself never changes. */
function CorrectionNote({ correction }: { correction: string | null }) {
  const { t } = useTranslation('inventory')
  if (correction === null || isZero(correction)) return null
  return (
    <Alert
      type="info"
      showIcon
      title={
        <>
          {t('goods.corrected_since')} <Money value={correction} />
        </>
      }
    />
  )
}
