import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { AttachmentPanel } from '../attachment-panel'
import { AuditPanel } from '../audit-panel'
import { FlowPanel } from '../flow-panel'
import styles from './document.module.css'

interface SidePanelProps {
  type: string
  id: string
  /** Whether files may be added. */
  editable: boolean
}

export function SidePanel({ type, id, editable }: SidePanelProps) {
  const { t } = useTranslation('document')
  return (
    <aside className={styles.side}>
      <Tabs
        size="small"
        items={[
          { key: 'flow', label: t('flow.title'), children: <FlowPanel type={type} id={id} /> },
          {
            key: 'attachments',
            label: t('attachments.title'),
            children: <AttachmentPanel type={type} id={id} editable={editable} />,
          },
          { key: 'audit', label: t('audit.title'), children: <AuditPanel type={type} id={id} /> },
        ]}
      />
    </aside>
  )
}
