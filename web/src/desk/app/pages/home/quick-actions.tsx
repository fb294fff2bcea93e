import {
  AccountBookOutlined,
  ExportOutlined,
  FileAddOutlined,
  ImportOutlined,
  RollbackOutlined,
  ShoppingCartOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { documentHref } from '@/shared/lib/document-links'
import { useCan } from '@/shared/session/use-me'
import styles from '../home-page.module.css'

/** What people come to do, in the order in which one of them may do several. */
const ACTIONS = [
  { grant: 'inventory.receive', type: 'goods_receipt', icon: <ImportOutlined /> },
  { grant: 'inventory.issue', type: 'goods_issue', icon: <ExportOutlined /> },
  { grant: 'procurement.order', type: 'purchase_order', icon: <ShoppingCartOutlined /> },
  { grant: 'inventory.requisition', type: 'material_requisition', icon: <FileAddOutlined /> },
  { grant: 'inventory.return', type: 'material_return', icon: <RollbackOutlined /> },
  { grant: 'inventory.transfer', type: 'stock_transfer', icon: <SwapOutlined /> },
  { grant: 'costing.record', type: 'cost_note', icon: <AccountBookOutlined /> },
]

/** One press to a new document of each type that this person may make. */
export function QuickActions() {
  const { t } = useTranslation('shell')
  const can = useCan()
  const actions = ACTIONS.flatMap((action) => {
    const href = can(action.grant) ? documentHref(action.type, 'new') : null
    return href ? [{ ...action, href }] : []
  })
  if (actions.length === 0) return null
  return (
    <nav className={styles.actions} aria-label={t('home.do.label')}>
      {actions.map(({ type, icon, href }, index) => (
        <Link key={type} to={href}>
          <Button type={index === 0 ? 'primary' : 'default'} icon={icon} tabIndex={-1}>
            {t(`home.do.${type}`)}
          </Button>
        </Link>
      ))}
    </nav>
  )
}
