import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UnitPrice } from '@/shared/ui/figures'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { partySource } from '@/shared/ui/sources'
import { useAgreedPrices, useAgreePrice } from '../api/use-agreed-prices'
import { SaidBefore } from './said-before'
import { type ItemNamed, ItemSaid, type Said, SayFrom } from './say-from'

/** Of which supplier's item it is said what it costs; either may be chosen still. */
export interface AgreedOf extends ItemNamed {
  supplier_id: string | null
  supplier_name: string
}

interface AgreePriceProps {
  of: AgreedOf
  companyId: string
  onClose: () => void
}

/** Asks what a supplier's consigned item costs once it is used, from when on and by what. */
export function AgreePrice({ of, companyId, onClose }: AgreePriceProps) {
  const { t } = useTranslation('stock')
  const [pair, setPair] = useState(of)
  const agree = useAgreePrice()
  const { supplier_id, item_id } = pair
  const before = useAgreedPrices(companyId, supplier_id, item_id)
  const say = ({ figure, ...said }: Said) => {
    if (supplier_id && item_id)
      agree.mutate(
        { ...said, company_id: companyId, supplier_id, item_id, price: figure },
        { onSuccess: onClose },
      )
  }
  const chosen = [pair.supplier_name, pair.item_code].filter(Boolean).join(' · ')
  return (
    <SayFrom
      title={of.supplier_id && of.item_id ? t('consigned.agree_for', { of: chosen }) : t('consigned.agree')}
      action={t('consigned.agree')}
      figureLabel={t('consigned.price_of', { unit: pair.base_unit })}
      known={Boolean(supplier_id && item_id)}
      busy={agree.isPending}
      error={agree.error}
      onSay={say}
      onClose={onClose}
      pickers={
        <>
          {!of.supplier_id && (
            <div>
              <span>{t('consigned.supplier')}</span>
              <RemotePicker
                source={partySource({ role: 'supplier' })}
                value={supplier_id}
                aria-label={t('consigned.supplier')}
                onChange={(value, choice) =>
                  setPair({ ...pair, supplier_id: value, supplier_name: choice?.row.name ?? '' })
                }
              />
            </div>
          )}
          {!of.item_id && <ItemSaid item_id={item_id} onChoose={(item) => setPair({ ...pair, ...item })} />}
        </>
      }
      before={
        <SaidBefore
          title={t('consigned.said')}
          rows={before.data}
          tell={(each) => (
            <>
              <UnitPrice value={each.price} /> ·{' '}
              {each.reason || (each.receipt_id ? t('consigned.by_receipt') : '–')}
              {!each.in_force && ` · ${t('consigned.not_in_force')}`}
            </>
          )}
        />
      }
    />
  )
}
