import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Step } from '../../api/use-node-step'
import type { WbsNode } from '../../rules/outline'

interface NodeMenuProps {
  at: number
  node: WbsNode | undefined
  /** Steps are for saved trees only: what they do below must be what is seen. */
  dirty: boolean
  onStep: (node: WbsNode, step: Step) => void
  onAdd: (at: number) => void
  onRemove: (at: number) => void
}

export const NodeMenu = memo(function NodeMenu({ at, node, dirty, onStep, onAdd, onRemove }: NodeMenuProps) {
  const { t } = useTranslation('projects')
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...(node?.actions ?? []).map((step) => ({
            key: step,
            label: dirty ? t('wbs.save_first', { step: t(`step.${step}`) }) : t(`step.${step}`),
            disabled: dirty,
            onClick: () => node && onStep(node, step),
          })),
          { key: 'add', label: t('wbs.add_below'), onClick: () => onAdd(at) },
          { key: 'remove', label: t('wbs.remove'), danger: true, onClick: () => onRemove(at) },
        ],
      }}
    >
      <Button
        type="text"
        size="small"
        tabIndex={-1}
        icon={<MoreOutlined />}
        aria-label={t('wbs.menu', { node: node?.code ?? '' })}
      />
    </Dropdown>
  )
})
