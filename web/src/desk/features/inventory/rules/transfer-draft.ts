import type { Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'
import { noItem } from '@/shared/ui/lines/item-line'
import {
  blankGoods,
  type GoodsHead,
  type GoodsLine,
  goodsBody,
  goodsLineBody,
  noCost,
  noEntry,
  readSecond,
  withoutEmpty,
} from './goods-draft'
import { notPlaced, ownershipOf, type StockLine } from './stock-line'

type Answer = Schemas['StockTransferOut']

export interface TransferLine extends GoodsLine, StockLine {
  bin_id: string | null
  bin_code: string
  item_id: string | null
  target_bin_id: string | null
  target_bin_code: string
  /** Another project whose stock the goods become; without one they stay whose they are. */
  target_owner_id: string | null
  target_owner_code: string | null
  target_owner_name: string | null
  to_general: boolean
  /** `general` where the goods become stock of no project. */
  becomes: '' | 'general'
}

export interface TransferDraft
  extends GoodsHead,
    Pick<Answer, 'target_warehouse_code' | 'target_warehouse_name' | 'sides' | 'declined_reason'> {
  target_warehouse_id: string | null
  lines: TransferLine[]
}

export const noTarget = { target_bin_id: null, target_bin_code: '' }
export const sameOwner = {
  target_owner_id: null,
  target_owner_code: null,
  target_owner_name: null,
  to_general: false,
  becomes: '' as const,
}

/** A new line goes to the same bin as the one above. */
export const newLine = (above: TransferLine | undefined): TransferLine => ({
  id: newId(),
  ...noItem,
  ...notPlaced,
  ...noCost,
  ...noTarget,
  ...sameOwner,
  ...(above && { target_bin_id: above.target_bin_id, target_bin_code: above.target_bin_code }),
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  remark: '',
})

export const blankTransfer = (id: string, companyId: string): TransferDraft => ({
  ...blankGoods(id, companyId),
  target_warehouse_id: null,
  target_warehouse_code: '',
  target_warehouse_name: '',
  sides: [],
  declined_reason: '',
  lines: [newLine(undefined)],
})

/** Whether stock of a project becomes somebody else's, or somebody else's becomes a project's: such have a say. */
export const changesHands = (doc: Pick<TransferDraft, 'lines'>): boolean =>
  doc.lines.some((line) => {
    // What a supplier consigned is his, and he has no say.
    const owner = ownershipOf(line) === 'consignment' ? null : line.owner_id
    if (line.becomes === 'general') return owner !== null
    return line.target_owner_id !== null && line.target_owner_id !== owner
  })

export const readTransfer = (answer: TransferDraft): TransferDraft => ({
  ...answer,
  lines:
    answer.lines.length > 0
      ? answer.lines.map((line) => ({
          ...readSecond(answer.state, line),
          on_hand: null,
          placed: true,
          becomes: line.to_general ? ('general' as const) : ('' as const),
        }))
      : [newLine(undefined)],
})

export const trimTransfer = (doc: TransferDraft): TransferDraft => ({
  ...doc,
  lines: withoutEmpty(doc.lines),
})

export const transferBody = (doc: TransferDraft) => ({
  ...goodsBody(doc),
  target_warehouse_id: doc.target_warehouse_id,
  lines: doc.lines
    .filter((line) => !noEntry(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      target_bin_id: line.target_bin_id,
      batch_id: line.batch_id,
      owner_id: line.owner_id,
      ownership: ownershipOf(line),
      target_owner_id: line.target_owner_id,
      to_general: line.becomes === 'general',
    })),
})
