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

type Answer = Schemas['GoodsReceiptOut']
type AnswerLine = Answer['lines'][number]

export interface ConsignLine
  extends GoodsLine,
    Pick<AnswerLine, 'batch_no' | 'production_date' | 'expiry_date' | 'price'> {}

export interface ConsignDraft
  extends GoodsHead,
    Pick<Answer, 'delivery_note' | 'supplier_code' | 'supplier_name'> {
  supplier_id: string | null
  lines: ConsignLine[]
}

export const newLine = (): ConsignLine => ({
  id: newId(),
  ...noItem,
  ...noPlace,
  ...noCost,
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  batch_no: null,
  production_date: null,
  expiry_date: null,
  price: null,
  remark: '',
})

export const blankConsign = (id: string, companyId: string): ConsignDraft => ({
  ...blankGoods(id, companyId),
  supplier_id: null,
  supplier_code: '',
  supplier_name: '',
  delivery_note: '',
  lines: [newLine()],
})

export const readConsign = (answer: ConsignDraft): ConsignDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines.map((line) => readSecond(answer.state, line)) : [newLine()],
})

export const trimConsign = (doc: ConsignDraft): ConsignDraft => ({ ...doc, lines: withoutEmpty(doc.lines) })

export const consignBody = (doc: ConsignDraft) => ({
  ...goodsBody(doc),
  ownership: 'consignment' as const,
  supplier_id: doc.supplier_id,
  delivery_note: doc.delivery_note,
  lines: doc.lines
    .filter((line) => !noEntry(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      batch_no: line.batch_no ?? '',
      production_date: line.production_date || null,
      expiry_date: line.expiry_date || null,
      price: line.price || null,
    })),
})
