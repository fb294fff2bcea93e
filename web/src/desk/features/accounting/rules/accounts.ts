import type { Schemas } from '@/api'

export type VoucherLine = Schemas['VoucherLineOut']
export type AccountBalance = Schemas['AccountBalanceOut']
export type Break = Schemas['BreakOut']
export type Account = Schemas['AccountOut']
export type NewAccount = Schemas['AccountIn']
export type AccountRule = Schemas['AccountRuleOut']
export type RuleChange = Schemas['AccountRuleIn']
export type Purpose = AccountRule['purpose']
export type Kind = Account['kind']

export const PURPOSES: readonly Purpose[] = [
  'inventory',
  'site',
  'received_not_invoiced',
  'estimated_payable',
  'project_cost',
  'accrued',
  'employers_charge',
  'cost_of_sales',
  'loss',
  'gain',
  'opening',
  'price_variance',
]
export const KINDS: readonly Kind[] = ['asset', 'liability', 'equity', 'cost', 'profit_and_loss']

/** Purposes whose rules name categories of cost; the others name categories of items. */
export const BORNE_BY_NODES: readonly Purpose[] = ['project_cost', 'accrued']

/** The account's name in the reader's language, or the only one that there is. */
export const nameOf = (account: Account, language: string): string =>
  language === 'en' && account.name_en ? account.name_en : account.name

/** Rules as they are read: in the order of purposes, the general one of each first. */
export const inOrder = (rules: readonly AccountRule[]): AccountRule[] =>
  [...rules].sort(
    (a, b) =>
      PURPOSES.indexOf(a.purpose) - PURPOSES.indexOf(b.purpose) ||
      Number(a.category_id !== null) - Number(b.category_id !== null) ||
      (a.category_name ?? '').localeCompare(b.category_name ?? ''),
  )

/**
 * Accounts from pasted or loaded text: code, name and kind in each line, apart by tab or comma. Kinds are told by
 * their names in either language.
 */
export function accountsFrom(text: string, kinds: Record<string, Kind>): NewAccount[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/\t|,|\uff0c/).map((cell) => cell.trim()))
    .filter(([code, name]) => code && name)
    .map(([code, name, kind]) => ({
      code: code as string,
      name: name as string,
      kind: kinds[kind ?? ''] ?? kindOfCode(code as string),
      active: true,
    }))
}

/** What the first digit of a code says in the Chinese standard chart. */
function kindOfCode(code: string): Kind {
  const kinds: Record<string, Kind> = {
    1: 'asset',
    2: 'liability',
    4: 'equity',
    5: 'cost',
    6: 'profit_and_loss',
  }
  return kinds[code[0] ?? ''] ?? 'asset'
}
