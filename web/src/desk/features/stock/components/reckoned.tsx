import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatMoney, formatQuantity } from '@/shared/lib/decimal'
import { explanationHref } from '@/shared/lib/ledger-links'
import { DocumentLink } from '@/shared/ui/document-link'
import { Money, Quantity, UnitPrice } from '@/shared/ui/figures'
import table from '@/shared/ui/plain-table.module.css'
import { Section } from '@/shared/ui/section'
import type { Explanation, Layer } from '../rules/explanation'
import styles from './explained.module.css'

/** The formula by which the value comes out, with its figures and its rounding. */
export function Reckoned({ found }: { found: Explanation }) {
  const { t } = useTranslation('stock')
  const { reckoning } = found
  return (
    <Section title={t('explain.reckoning')}>
      <div className={styles.body}>
        <p className={styles.quiet}>{t(`explain.way.${reckoning.way}`)}</p>
        {reckoning.way === 'fifo' ? <Layers found={found} /> : <Formula found={found} />}
        {reckoning.way === 'carried' && found.move.origin_id && (
          <Link to={explanationHref(found.move.origin_id)}>{t('explain.origin')}</Link>
        )}
      </div>
    </Section>
  )
}

function Formula({ found }: { found: Explanation }) {
  const { t } = useTranslation('stock')
  const { way, base, unrounded, quantity, value, rounding, taken_before } = found.reckoning
  const rounded = rounding !== 'none' && (
    <span className={styles.quiet}> ({t(`explain.rounding.${rounding}`)})</span>
  )
  if (way === 'carried' && base)
    return (
      <p className={styles.formula}>
        {t('explain.carried_of', {
          quantity: formatQuantity(base.quantity),
          value: formatMoney(base.value),
          taken: formatQuantity(taken_before ?? '0'),
        })}
        {' · '}
        <Quantity value={quantity} unit={found.base_unit} /> = <Money value={value} />
        {rounded}
      </p>
    )
  if (!base)
    return (
      <p className={styles.formula}>
        <Money value={value} />
      </p>
    )
  return (
    <p className={styles.formula}>
      <Money value={base.value} /> × <Quantity value={quantity} /> ÷ <Quantity value={base.quantity} />
      {' = '}
      <UnitPrice value={unrounded} /> → <Money value={value} />
      {rounded}
    </p>
  )
}

function Layers({ found }: { found: Explanation }) {
  const { t } = useTranslation('stock')
  const { reckoning } = found
  return (
    <table className={table.table} aria-label={t('explain.reckoning')}>
      <thead>
        <tr>
          <th scope="col">{t('explain.layer')}</th>
          <th scope="col">{t('business')}</th>
          {(['layer_quantity', 'layer_value', 'taken_quantity', 'taken_value'] as const).map((name) => (
            <th key={name} scope="col" className={table.figure}>
              {t(`explain.${name}`)}
            </th>
          ))}
          <th scope="col" />
        </tr>
      </thead>
      <tbody>
        {reckoning.layers.map((layer, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: layers out of reach have no id, and their order stands.
          <LayerRow key={at} layer={layer} />
        ))}
        {reckoning.more_layers > 0 && (
          <tr>
            <td colSpan={4}>{t('explain.more_layers', { count: reckoning.more_layers })}</td>
            <td className={table.figure}>
              <Quantity value={reckoning.more_layers_quantity} />
            </td>
            <td className={table.figure}>
              <Money value={reckoning.more_layers_value} />
            </td>
            <td />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4} />
          <td className={table.figure}>
            <Quantity value={reckoning.quantity} unit={found.base_unit} />
          </td>
          <td className={table.figure}>
            <Money value={reckoning.value} />
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  )
}

function LayerRow({ layer }: { layer: Layer }) {
  const { t } = useTranslation('stock')
  const { move } = layer
  return (
    <tr>
      <td>
        {move ? (
          <>
            {t(`explain.kind.${move.kind}`)}{' '}
            <DocumentLink type={move.document_type} id={move.document_id} number={move.document_number} />{' '}
            {move.origin_id && <Link to={explanationHref(move.origin_id)}>{t('explain.origin')}</Link>}
          </>
        ) : (
          t('explain.hidden', { count: 1 })
        )}
      </td>
      <td>{move?.business_date}</td>
      <td className={table.figure}>
        <Quantity value={layer.quantity} />
      </td>
      <td className={table.figure}>
        <Money value={layer.value} />
      </td>
      <td className={table.figure}>
        <Quantity value={layer.taken_quantity} />
      </td>
      <td className={table.figure}>
        <Money value={layer.taken_value} />
      </td>
      <td className={styles.quiet}>{layer.rounding !== 'none' && t(`explain.rounding.${layer.rounding}`)}</td>
    </tr>
  )
}
