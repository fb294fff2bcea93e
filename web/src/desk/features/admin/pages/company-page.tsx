import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Schemas } from '@/api'
import { allRows } from '@/shared/lib/all-rows'
import { sendJson } from '@/shared/lib/api'
import { today } from '@/shared/lib/dates'
import { meKey } from '@/shared/lib/query-client'
import { Refusal } from '@/shared/refusal'
import { useMe } from '@/shared/session/use-me'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { HeadField } from '@/shared/ui/document/types'
import type { DocumentSpec } from '@/shared/ui/document/use-document'

type Company = Schemas['CompanyOut']

const COMPANIES = '/api/v1/companies'
const ZONES = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))

function input({
  version,
  code,
  name,
  currency,
  time_zone,
  books_open_on,
  parent_id,
}: Company): Schemas['CompanyIn'] {
  return { version, code, name, currency, time_zone, books_open_on, parent_id }
}

/** Companies are few, and only their list can be asked for. */
async function load(id: string, signal?: AbortSignal): Promise<Company> {
  const found = (await allRows<Company>(COMPANIES, {}, signal)).find((company) => company.id === id)
  if (!found) throw new Refusal(404, {})
  return found
}

export default function CompanyPage() {
  const { t } = useTranslation('admin')
  const { id = 'new' } = useParams()
  const { companies } = useMe()
  const client = useQueryClient()

  const spec: DocumentSpec<Company> = {
    type: 'company',
    resource: COMPANIES,
    load,
    blank: (newCompanyId) => ({
      id: newCompanyId,
      version: 0,
      code: '',
      name: '',
      currency: 'CNY',
      time_zone: 'Asia/Shanghai',
      books_open_on: `${today().slice(0, 4)}-01-01`,
      parent_id: null,
    }),
    toBody: input,
    send: async (company) => {
      const saved = await sendJson<Company>('PUT', `${COMPANIES}/${company.id}`, input(company))
      // The switch at the top offers them.
      void client.invalidateQueries({ queryKey: meKey })
      return saved
    },
  }
  const fields = (company: Company): HeadField<Company>[] => [
    { name: 'code', label: t('company.code'), kind: 'text', required: true, maxLength: 20 },
    { name: 'name', label: t('company.name'), kind: 'text', required: true, span: 2, maxLength: 200 },
    {
      name: 'currency',
      label: t('company.currency'),
      kind: 'text',
      required: true,
      maxLength: 3,
      hint: t('company.fixed_hint'),
    },
    {
      name: 'time_zone',
      label: t('company.time_zone'),
      kind: 'custom',
      required: true,
      render: ({ id: inputId, disabled, invalid, set }) => (
        <Select<string>
          id={inputId}
          showSearch
          disabled={disabled}
          status={invalid ? 'error' : undefined}
          value={company.time_zone}
          options={ZONES}
          onChange={(time_zone) => set({ time_zone })}
          style={{ width: '100%' }}
        />
      ),
    },
    {
      name: 'books_open_on',
      label: t('company.books_open_on'),
      kind: 'date',
      required: true,
      hint: t('company.fixed_hint'),
    },
    {
      name: 'parent_id',
      label: t('company.parent'),
      kind: 'custom',
      span: 2,
      render: ({ id: inputId, disabled, invalid, set }) => (
        <Select<string>
          id={inputId}
          allowClear
          disabled={disabled}
          status={invalid ? 'error' : undefined}
          value={company.parent_id}
          options={companies
            .filter((one) => one.id !== company.id)
            .map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))}
          onChange={(parent_id: string | undefined) => set({ parent_id: parent_id ?? null })}
          style={{ width: '100%' }}
        />
      ),
    },
  ]

  return (
    <RecordPage<Company>
      spec={spec}
      id={id}
      title={(company) => (company.version === 0 ? t('company.new') : `${company.code} ${company.name}`)}
      listHref="/admin/companies"
      grant="platform.administer"
      side={[]}
      fields={fields}
    />
  )
}
