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
  noPlace,
  readSecond,
  withoutEmpty,
} from './goods-draft'

import { inParts } from './serial-numbers'

type AnswerLine = Schemas['OpeningBalanceOut']['lines'][number]

export interface OpeningLine
  extends GoodsLine,
    Pick<
      AnswerLine,
      'batch_no' | 'production_date' | 'expiry_date' | 'owner_id' | 'owner_code' | 'owner_name'
    > {
  worth: string | null
}

export interface OpeningDraft extends GoodsHead {
  lines: OpeningLine[]
}

/** Stock of one project is taken over together, so a new line has the owner of the one above. */
export const newLine = (above?: OpeningLine): OpeningLine => ({
  id: newId(),
  ...noItem,
  ...noPlace,
  ...noCost,
  worth: '',
  owner_id: above?.owner_id ?? null,
  owner_code: above?.owner_code ?? null,
  owner_name: above?.owner_name ?? null,
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  batch_no: null,
  production_date: null,
  expiry_date: null,
  remark: '',
})

/** Each piece of a line is worth its part. */
export const worthOfPiece = (line: OpeningLine, index: number, pieces: number): Partial<OpeningLine> =>
  line.worth ? { worth: inParts(line.worth, pieces)[index] ?? null } : {}

export const blankOpening = (id: string, companyId: string): OpeningDraft => ({
  ...blankGoods(id, companyId),
  lines: [newLine()],
})

export const readOpening = (answer: OpeningDraft): OpeningDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines.map((line) => readSecond(answer.state, line)) : [newLine()],
})

export const trimOpening = (doc: OpeningDraft): OpeningDraft => ({ ...doc, lines: withoutEmpty(doc.lines) })

export const openingBody = (doc: OpeningDraft) => ({
  ...goodsBody(doc),
  lines: doc.lines
    .filter((line) => !noEntry(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      worth: line.worth,
      owner_id: line.owner_id,
      batch_no: line.batch_no ?? '',
      production_date: line.production_date,
      expiry_date: line.expiry_date,
    })),
})
