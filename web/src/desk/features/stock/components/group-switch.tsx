import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { asGroup, GROUPS } from '../rules/selection'

const EACH = 'each'

/** What stock is summed up by. It stands in the address; sort and page begin anew, since the columns are others. */
export function GroupSwitch() {
  const { t } = useTranslation('stock')
  const [search, setSearch] = useSearchParams()
  const choose = (group: string) => {
    const next = new URLSearchParams(search)
    for (const name of ['group', 'sort', 'cursor']) next.delete(name)
    if (group !== EACH) next.set('group', group)
    setSearch(next)
  }
  return (
    <Segmented
      aria-label={t('group.label')}
      value={asGroup(search.get('group')) ?? EACH}
      onChange={choose}
      options={[EACH, ...GROUPS].map((group) => ({ value: group, label: t(`group.${group}`) }))}
    />
  )
}
