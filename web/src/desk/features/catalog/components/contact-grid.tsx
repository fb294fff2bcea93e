import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { headFaults, lineFaults } from '@/shared/refusal'
import type { DocumentState } from '@/shared/ui/document/use-document'
import { LineGrid } from '@/shared/ui/grid/line-grid'
import type { GridColumn } from '@/shared/ui/grid/types'
import { type ContactLine, newContact, type PartyDraft } from '../rules/party-draft'

interface ContactGridProps {
  party: PartyDraft
  state: DocumentState<PartyDraft>
  editable: boolean
}

/** Whom to call at a supplier or customer. */
export function ContactGrid({ party, state, editable }: ContactGridProps) {
  const { t } = useTranslation('catalog')
  const { refusal } = state
  const faults = useMemo(() => lineFaults(refusal, 'contacts'), [refusal])
  const columns = useMemo(
    (): GridColumn<ContactLine>[] => [
      { kind: 'text', key: 'name', title: t('party.contact_name'), width: 140 },
      { kind: 'text', key: 'title', title: t('party.contact_title'), width: 140 },
      { kind: 'text', key: 'phone', title: t('party.contact_phone'), width: 180 },
      { kind: 'text', key: 'email', title: t('party.contact_email'), width: 240 },
    ],
    [t],
  )
  if (!editable && party.contacts.every((line) => line.name === '')) return null
  return (
    <section>
      <h2>{t('party.contacts')}</h2>
      <LineGrid<ContactLine>
        label={t('party.contacts')}
        lines={party.contacts}
        columns={columns}
        newLine={newContact}
        onChange={(contacts) => state.change({ contacts })}
        readOnly={!editable}
        faults={faults}
        revealFaults={Object.keys(headFaults(refusal)).length === 0}
      />
    </section>
  )
}
