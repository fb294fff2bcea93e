import { useTranslation } from 'react-i18next'
import { useScope } from '@/shared/session/scope'
import { useHandedOver } from '@/shared/ui/document/start-from'
import { pickColumn } from '@/shared/ui/grid/pick-column'
import type { GridColumn } from '@/shared/ui/grid/types'
import { codeAndName } from '@/shared/ui/lines/item-line'
import { ofCompany, projectSource } from '@/shared/ui/sources'
import {
  blankSupply,
  newLine,
  noOwner,
  readSupply,
  type SupplyDraft,
  type SupplyLine,
  supplyBody,
  trimSupply,
} from '../rules/supply-draft'
import { OthersReceipt } from './others-receipt'

/** What the employer supplies for a project: a receipt without order, supplier and price. */
export function SupplyReceipt() {
  const { t } = useTranslation('inventory')
  const { company, project } = useScope()
  const owner = project ? { owner_id: project.id, owner_code: project.label, owner_name: null } : noOwner
  const blank = useHandedOver<SupplyDraft>((newId) => blankSupply(newId, company?.id ?? '', owner))
  const forProject = (doc: SupplyDraft): GridColumn<SupplyLine> =>
    pickColumn({
      key: 'owner_id',
      title: t('supply.project'),
      width: 190,
      source: () => ofCompany(projectSource, doc.company_id),
      show: (line) => codeAndName(line.owner_code, line.owner_name),
      copy: (line) => line.owner_code ?? '',
      choose: (_line, choice) => ({
        owner_id: choice?.value ?? null,
        owner_code: choice?.row.code ?? null,
        owner_name: choice?.row.name ?? null,
      }),
      fields: ['owner_id', 'owner_code', 'owner_name'],
    })
  return (
    <OthersReceipt<SupplyDraft, SupplyLine>
      words="supply"
      sendBack={t('supply.send_back')}
      draft={{ blank, read: readSupply, trim: trimSupply, toBody: supplyBody }}
      newLine={(above) => newLine(above, owner)}
      own={(doc) => [forProject(doc)]}
    />
  )
}
