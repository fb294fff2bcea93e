import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WbsNode } from '../../rules/outline'
import type { RowCommands } from './wbs-row'

type MenuInfo = Parameters<NonNullable<MenuProps['onClick']>>[0]

interface NodeMenuProps {
  at: number
  node: WbsNode | undefined
  /** Steps are for saved trees only: what they do below must be what is seen. */
  dirty: boolean
  focused: boolean
  commands: RowCommands
}

/** A node's steps, and what else can be done with it. */
export function NodeMenu({ at, node, dirty, focused, commands }: NodeMenuProps) {
  const { t } = useTranslation('projects')
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: [
          ...(node?.actions ?? []).map((step) => ({
            key: step,
            label: dirty ? t('wbs.save_first', { step: t(`step.${step}`) }) : t(`step.${step}`),
            disabled: dirty,
            onClick: ({ domEvent }: MenuInfo) => {
              // Else the same Enter goes on to press what the dialog that opens puts the focus on.
              domEvent.preventDefault()
              if (node) commands.step(node, step)
            },
          })),
          { key: 'add', label: t('wbs.add_below'), onClick: () => commands.addBelow(at) },
          { key: 'remove', label: t('wbs.remove'), danger: true, onClick: () => commands.remove(at) },
        ],
      }}
    >
      <Button
        type="text"
        size="small"
        tabIndex={focused ? 0 : -1}
        data-cell={`${at}:menu`}
        icon={<MoreOutlined />}
        aria-label={t('wbs.menu', { node: node?.code ?? '' })}
        onFocus={() => commands.go(at, 'menu')}
      />
    </Dropdown>
  )
}
