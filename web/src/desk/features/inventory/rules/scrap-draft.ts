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

type Answer = Schemas['StockScrapOut']

export const SCRAP_REASONS: readonly Answer['reason'][] = ['damaged', 'expired', 'lost', 'obsolete', 'other']

export interface ScrapLine extends GoodsLine, StockLine {
  bin_id: string | null
  bin_code: string
  item_id: string | null
}

export interface ScrapDraft extends GoodsHead, Pick<Answer, 'reason'> {
  lines: ScrapLine[]
}

export const newLine = (): ScrapLine => ({
  id: newId(),
  ...noItem,
  ...notPlaced,
  ...noCost,
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  remark: '',
})

export const blankScrap = (id: string, companyId: string): ScrapDraft => ({
  ...blankGoods(id, companyId),
  reason: 'damaged',
  lines: [newLine()],
})

export const readScrap = (answer: ScrapDraft): ScrapDraft => ({
  ...answer,
  lines:
    answer.lines.length > 0
      ? answer.lines.map((line) => ({ ...readSecond(answer.state, line), on_hand: null, placed: true }))
      : [newLine()],
})

export const trimScrap = (doc: ScrapDraft): ScrapDraft => ({ ...doc, lines: withoutEmpty(doc.lines) })

export const scrapBody = (doc: ScrapDraft) => ({
  ...goodsBody(doc),
  reason: doc.reason,
  lines: doc.lines
    .filter((line) => !noEntry(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      batch_id: line.batch_id,
      owner_id: line.owner_id,
      ownership: ownershipOf(line),
    })),
})
