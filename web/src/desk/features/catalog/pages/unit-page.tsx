import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Schemas } from '@/api'
import { RecordPage } from '@/shared/ui/document/record-page'
import type { DocumentSpec } from '@/shared/ui/document/use-document'
import { StateTag } from '@/shared/ui/state-tag'

type Unit = Schemas['UnitOut']

const spec: DocumentSpec<Unit> = {
  type: 'unit',
  resource: '/api/v1/units',
  blank: (id) => ({
    id,
    version: 0,
    code: '',
    name: '',
    name_zh: '',
    name_en: '',
    remark: '',
    active: true,
  }),
  toBody: ({ version, code, name_zh, name_en, remark, active }): Schemas['UnitIn'] => ({
    version,
    code,
    name_zh,
    name_en,
    remark,
    active,
  }),
}

export default function UnitPage() {
  const { t } = useTranslation('catalog')
  const { id = 'new' } = useParams()
  return (
    <RecordPage<Unit>
      spec={spec}
      id={id}
      title={(unit) => (
        <>
          {unit.version === 0 ? t('unit.new') : `${unit.code} ${unit.name}`}
          {!unit.active && <StateTag state="inactive" />}
        </>
      )}
      listHref="/catalog/units"
      grant="catalog.manage"
      side={['audit']}
      fields={(unit) => [
        {
          name: 'code',
          label: t('unit.code'),
          kind: 'text',
          required: true,
          maxLength: 20,
          locked: unit.version > 0,
          hint: unit.version > 0 ? t('unit.code_stays') : t('unit.code_hint'),
        },
        { name: 'name_zh', label: t('unit.name_zh'), kind: 'text', required: true, maxLength: 50 },
        { name: 'name_en', label: t('unit.name_en'), kind: 'text', required: true, maxLength: 50 },
        { name: 'active', label: t('item.active'), kind: 'boolean' },
        { name: 'remark', label: t('item.remark'), kind: 'longtext', span: 4 },
      ]}
    />
  )
}
