import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Button, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { kept, useKept } from '../../lib/kept'
import { AttachmentPanel } from '../attachment-panel'
import { AuditPanel } from '../audit-panel'
import { FlowPanel } from '../flow-panel'
import styles from './document.module.css'

const folded = kept('document.side.folded', false)

interface SidePanelProps {
  type: string
  id: string
  /** Whether files may be added. */
  editable: boolean
}

/** What belongs to a document beside its own fields. Folded away it leaves the room to the lines. */
export function SidePanel({ type, id, editable }: SidePanelProps) {
  const { t } = useTranslation('document')
  const [isFolded, fold] = useKept(folded)
  const label = isFolded ? t('side.show') : t('side.hide')
  const toggle = (
    <Button
      type="text"
      size="small"
      icon={isFolded ? <MenuFoldOutlined /> : <MenuUnfoldOutlined />}
      aria-label={label}
      aria-expanded={!isFolded}
      title={label}
      onClick={() => fold(!isFolded)}
    />
  )
  if (isFolded) return <aside className={styles.folded}>{toggle}</aside>
  return (
    <aside className={styles.side}>
      <Tabs
        size="small"
        tabBarExtraContent={toggle}
        items={[
          { key: 'flow', label: t('flow.title'), children: <FlowPanel type={type} id={id} /> },
          {
            key: 'attachments',
            label: t('attachments.title'),
            children: <AttachmentPanel type={type} id={id} editable={editable} />,
          },
          {
            key: 'audit',
            label: t('audit.title'),
            children: <AuditPanel path={`/api/v1/documents/${type}/${id}/audit`} />,
          },
        ]}
      />
    </aside>
  )
}
