import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Quantity } from '@/shared/ui/figures'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { ofCompany, projectSource } from '@/shared/ui/sources'
import { useAllow, useAllowed } from '../api/use-allowed'
import { SaidBefore } from './said-before'
import { type ItemNamed, ItemSaid, type Said, SayFrom } from './say-from'

/** Of which project's item it is said what may be used; either may be chosen still. */
export interface AllowedOf extends ItemNamed {
  project_id: string | null
  project_code: string
}

interface AllowQuantityProps {
  of: AllowedOf
  companyId: string | null
  onClose: () => void
}

/** Asks what a project may use of the employer's goods by its contract, from when on and by what. */
export function AllowQuantity({ of, companyId, onClose }: AllowQuantityProps) {
  const { t } = useTranslation('stock')
  const [pair, setPair] = useState(of)
  const allow = useAllow()
  const { project_id, item_id } = pair
  const before = useAllowed(project_id, item_id)
  const say = ({ figure, ...said }: Said) => {
    if (project_id && item_id)
      allow.mutate({ ...said, project_id, item_id, quantity: figure }, { onSuccess: onClose })
  }
  const chosen = [pair.project_code, pair.item_code].filter(Boolean).join(' · ')
  return (
    <SayFrom
      title={of.project_id && of.item_id ? t('employers.allow_for', { of: chosen }) : t('employers.allow')}
      action={t('employers.allow')}
      figureLabel={t('employers.quantity', { unit: pair.base_unit })}
      known={Boolean(project_id && item_id)}
      reasonNeeded
      busy={allow.isPending}
      error={allow.error}
      onSay={say}
      onClose={onClose}
      pickers={
        <>
          {!of.project_id && (
            <div>
              <span>{t('employers.project')}</span>
              <RemotePicker
                source={ofCompany(projectSource, companyId ?? '') ?? projectSource}
                value={project_id}
                aria-label={t('employers.project')}
                onChange={(value, choice) =>
                  setPair({ ...pair, project_id: value, project_code: choice?.row.code ?? '' })
                }
              />
            </div>
          )}
          {!of.item_id && <ItemSaid item_id={item_id} onChoose={(item) => setPair({ ...pair, ...item })} />}
        </>
      }
      before={
        <SaidBefore
          title={t('employers.said')}
          rows={before.data}
          tell={(each) => (
            <>
              <Quantity value={each.quantity} unit={pair.base_unit} /> · {each.reason}
            </>
          )}
        />
      }
    />
  )
}
