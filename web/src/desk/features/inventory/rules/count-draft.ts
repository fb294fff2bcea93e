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

type Answer = Schemas['StockCountOut']

type AnswerLine = Answer['lines'][number]

/** Why the books say something else than what was counted; none where they agree. */
export const COUNT_REASONS: readonly Exclude<AnswerLine['reason'], ''>[] = [
  'unrecorded',
  'misrecorded',
  'measuring',
  'natural_loss',
  'damaged',
  'lost',
  'wrong_place',
  'other',
]

export interface CountLine
  extends GoodsLine,
    StockLine,
    Pick<AnswerLine, 'reason' | 'price' | 'book_quantity' | 'difference' | 'difference_now'> {
  bin_id: string | null
  bin_code: string
  item_id: string | null
}

export interface CountDraft extends GoodsHead {
  lines: CountLine[]
  changes: Answer['changes']
}

export const newLine = (): CountLine => ({
  id: newId(),
  ...noItem,
  ...notPlaced,
  ...noCost,
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  reason: '',
  price: null,
  book_quantity: '',
  difference: '',
  difference_now: '',
  remark: '',
})

export const blankCount = (id: string, companyId: string): CountDraft => ({
  ...blankGoods(id, companyId),
  lines: [newLine()],
  changes: [],
})

export const readCount = (answer: CountDraft): CountDraft => ({
  ...answer,
  lines:
    answer.lines.length > 0
      ? answer.lines.map((line) => ({
          ...readSecond(answer.state, line),
          on_hand: line.book_quantity,
          placed: true,
        }))
      : [newLine()],
})

export const trimCount = (doc: CountDraft): CountDraft => ({ ...doc, lines: withoutEmpty(doc.lines) })

export const countBody = (doc: CountDraft) => ({
  ...goodsBody(doc),
  lines: doc.lines
    .filter((line) => !noEntry(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      batch_id: line.batch_id,
      owner_id: line.owner_id,
      ownership: ownershipOf(line),
      reason: line.reason,
      price: line.price || null,
    })),
})
