import { CloseOutlined, StarOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popover, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './list.module.css'
import { deviceViews, type SavedView } from './view-store'

interface SavedViewsProps {
  listId: string
  search: string
  onShow: (search: string) => void
}

export function SavedViews({ listId, search, onShow }: SavedViewsProps) {
  const { t } = useTranslation('list')
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const key = ['views', listId]
  const { data: views = [] } = useQuery({ queryKey: key, queryFn: () => deviceViews.all(listId) })
  const keep = (changed: SavedView[]) => client.setQueryData(key, changed)
  const save = useMutation({
    mutationFn: () => deviceViews.save(listId, { name: name.trim(), search }),
    onSuccess: (changed) => {
      keep(changed)
      setName('')
    },
  })
  const remove = useMutation({ mutationFn: (id: string) => deviceViews.remove(listId, id), onSuccess: keep })

  const content = (
    <div className={styles.views}>
      {views.length === 0 && <p>{t('views.none')}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.id} data-active={view.search === search}>
            <Button
              type="text"
              onClick={() => {
                onShow(view.search)
                setOpen(false)
              }}
            >
              {view.name}
            </Button>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('views.remove', { name: view.name })}
              onClick={() => remove.mutate(view.id)}
            />
          </li>
        ))}
      </ul>
      <Space.Compact block>
        <Input
          value={name}
          maxLength={40}
          placeholder={t('views.name')}
          aria-label={t('views.name')}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => name.trim() && save.mutate()}
        />
        <Button type="primary" disabled={name.trim() === ''} onClick={() => save.mutate()}>
          {t('views.save')}
        </Button>
      </Space.Compact>
    </div>
  )
  const current = views.find((view) => view.search === search)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={content}
      title={t('views.title')}
    >
      <Button icon={<StarOutlined />}>{current?.name ?? t('views.title')}</Button>
    </Popover>
  )
}
