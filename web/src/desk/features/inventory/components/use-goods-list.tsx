import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import type { ListColumn, ListFilter } from '@/shared/ui/list/types'
import { useDocumentColumns } from '@/shared/ui/list/use-document-columns'

interface GoodsRow {
  number: string | null
  projects: string
}

interface GoodsList<Row> {
  /** Columns of this kind, between the shared ones. */
  own: ListColumn<Row>[]
  filters?: ListFilter[]
  /** The states that this kind has. */
  states?: string[]
}

/** What the lists of all goods documents have in common. */
export function useGoodsList<Row extends GoodsRow>({
  own,
  filters = [],
  states = ['draft', 'posted', 'reversed'],
}: GoodsList<Row>) {
  const { t } = useTranslation('inventory')
  const can = useCan()
  const { company, project } = useScope()
  const shared = useDocumentColumns<Row>()
  return {
    columns: [
      shared.number(),
      shared.state(),
      shared.businessDate(),
      shared.warehouse(),
      ...own,
      { key: 'projects', title: t('goods.projects'), width: 150 },
      shared.linesCount(),
      ...(can('cost.read') ? [shared.amount()] : []),
      shared.createdBy(),
      shared.remark(),
    ],
    filters: [
      shared.stateFilter(states),
      ...filters,
      shared.warehouseFilter(),
      ...(project ? [] : [shared.projectFilter()]),
      shared.dateFilter(),
    ],
    fixed: { company_id: company?.id, project_id: project?.id },
    defaultSort: '-created_at',
  }
}

/** The button that starts a new document, for those who may. */
export function NewButton({ to, grant, children }: { to: string; grant: string; children: ReactNode }) {
  const can = useCan()
  if (!can(grant)) return null
  return (
    <Link to={to}>
      <Button type="primary" icon={<PlusOutlined />}>
        {children}
      </Button>
    </Link>
  )
}
