import type { Schemas } from '@/api'
import { newId } from '@/shared/lib/ids'

export type Party = Schemas['PartyOut']

export type ContactLine = Schemas['ContactOut'] & { id: string }

/** A party while it is edited: its contacts are rows of a grid and need ids of their own. */
export interface PartyDraft extends Party {
  contacts: ContactLine[]
}

export const newContact = (): ContactLine => ({ id: newId(), name: '', title: '', phone: '', email: '' })

const isFilled = ({ name, title, phone, email }: ContactLine): boolean =>
  [name, title, phone, email].some((text) => text !== '')

export function blankParty(id: string): PartyDraft {
  return {
    id,
    version: 0,
    code: '',
    name: '',
    is_supplier: true,
    is_customer: false,
    credit_code: '',
    address: '',
    contacts: [newContact()],
    bank_name: '',
    bank_account: '',
    remark: '',
    active: true,
  }
}

export function readParty(party: Party): PartyDraft {
  const contacts = party.contacts.map((contact) => ({ ...contact, id: newId() }))
  return { ...party, contacts: contacts.length > 0 ? contacts : [newContact()] }
}

/** Without the empty rows that the grid shows for typing. */
export function trimParty(party: PartyDraft): PartyDraft {
  const contacts = party.contacts.filter(isFilled)
  return { ...party, contacts: contacts.length > 0 ? contacts : [newContact()] }
}

export function partyInput({ id: _id, contacts, ...party }: PartyDraft): Schemas['PartyIn'] {
  return { ...party, contacts: contacts.filter(isFilled).map(({ id: _row, ...contact }) => contact) }
}
