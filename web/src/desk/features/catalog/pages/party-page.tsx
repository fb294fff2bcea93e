import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { StateTag } from '@/shared/ui/state-tag'
import { ContactGrid } from '../components/contact-grid'
import { creditCodeFault } from '../rules/credit-code'
import { blankParty, type PartyDraft, partyInput, readParty, trimParty } from '../rules/party-draft'

const spec: DocumentSpec<PartyDraft> = {
  type: 'party',
  resource: '/api/v1/parties',
  blank: blankParty,
  read: readParty,
  trim: trimParty,
  toBody: partyInput,
}

export default function PartyPage() {
  const { t } = useTranslation('catalog')
  const { id = 'new' } = useParams()

  const fields = (party: PartyDraft): HeadField<PartyDraft>[] => {
    const fault = creditCodeFault(party.credit_code)
    return [
      { name: 'code', label: t('item.code'), kind: 'text', required: true, maxLength: 50 },
      { name: 'name', label: t('item.name'), kind: 'text', required: true, span: 2, maxLength: 200 },
      { name: 'active', label: t('item.active'), kind: 'boolean' },
      { name: 'is_supplier', label: t('party.supplier'), kind: 'boolean' },
      { name: 'is_customer', label: t('party.customer'), kind: 'boolean' },
      {
        name: 'credit_code',
        label: t('party.credit_code'),
        kind: 'text',
        span: 2,
        maxLength: 40,
        fault: fault && t(`party.credit_code_${fault}`, { length: party.credit_code.length }),
      },
      { name: 'address', label: t('party.address'), kind: 'text', span: 4, maxLength: 300 },
      { name: 'bank_name', label: t('party.bank_name'), kind: 'text', span: 2, maxLength: 200 },
      { name: 'bank_account', label: t('party.bank_account'), kind: 'text', span: 2, maxLength: 50 },
      { name: 'remark', label: t('item.remark'), kind: 'longtext', span: 4 },
    ]
  }

  return (
    <RecordPage<PartyDraft>
      spec={spec}
      id={id}
      title={(party) => (
        <>
          {party.version === 0 ? t('party.new') : `${party.code} ${party.name}`}
          {!party.active && <StateTag state="inactive" />}
        </>
      )}
      listHref="/catalog/parties"
      grant="catalog.manage"
      labels={{ contacts: t('party.contacts') }}
      fields={fields}
      below={(party, state, editable) => <ContactGrid party={party} state={state} editable={editable} />}
    />
  )
}
