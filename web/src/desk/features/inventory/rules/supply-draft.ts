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

export interface SupplyLine
  extends GoodsLine,
    Pick<
      AnswerLine,
      'batch_no' | 'production_date' | 'expiry_date' | 'owner_id' | 'owner_code' | 'owner_name'
    > {}

export interface SupplyDraft extends GoodsHead, Pick<Answer, 'delivery_note'> {
  lines: SupplyLine[]
}

type Owner = Pick<SupplyLine, 'owner_id' | 'owner_code' | 'owner_name'>
export const noOwner: Owner = { owner_id: null, owner_code: null, owner_name: null }

/** One lorry mostly brings goods for one project, so a new line has that of the one above. */
export const newLine = (above?: SupplyLine, owner: Owner = noOwner): SupplyLine => ({
  id: newId(),
  ...noItem,
  ...noPlace,
  ...noCost,
  owner_id: above?.owner_id ?? owner.owner_id,
  owner_code: above?.owner_code ?? owner.owner_code,
  owner_name: above?.owner_name ?? owner.owner_name,
  project_code: null,
  project_name: null,
  node_code: null,
  node_name: null,
  batch_no: null,
  production_date: null,
  expiry_date: null,
  remark: '',
})

export const blankSupply = (id: string, companyId: string, owner: Owner = noOwner): SupplyDraft => ({
  ...blankGoods(id, companyId),
  delivery_note: '',
  lines: [newLine(undefined, owner)],
})

export const readSupply = (answer: SupplyDraft): SupplyDraft => ({
  ...answer,
  lines: answer.lines.length > 0 ? answer.lines.map((line) => readSecond(answer.state, line)) : [newLine()],
})

export const trimSupply = (doc: SupplyDraft): SupplyDraft => ({ ...doc, lines: withoutEmpty(doc.lines) })

export const supplyBody = (doc: SupplyDraft) => ({
  ...goodsBody(doc),
  ownership: 'owner_supplied' as const,
  delivery_note: doc.delivery_note,
  lines: doc.lines
    .filter((line) => !noEntry(line))
    .map((line) => ({
      ...goodsLineBody(line),
      item_id: line.item_id,
      owner_id: line.owner_id,
      batch_no: line.batch_no ?? '',
      production_date: line.production_date || null,
      expiry_date: line.expiry_date || null,
    })),
})
