import type { Schemas } from '@/api'
import { costCategorySource } from '@/shared/ui/sources'

type CostCategory = Schemas['CostCategoryOut']

/** Categories of cost that no goods carry; what goods cost is booked by their own documents. */
export const withoutGoods: typeof costCategorySource = {
  ...costCategorySource,
  key: 'cost-categories:without-goods',
  toChoice: (row) => ({
    ...costCategorySource.toChoice(row),
    disabled: (row as CostCategory).kind === 'MATERIAL',
  }),
}
