import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Tree, type TreeDataNode } from 'antd'
import { type Key, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { allRows } from '../../lib/all-rows'
import { sendJson } from '../../lib/api'
import { newId } from '../../lib/ids'
import { sentence } from '../../refusal'
import { useCan } from '../../session/use-me'
import { EmptyState } from '../empty-state'
import { Panel } from '../panel'
import { type Branch, branches, pruned, type TreeRecord } from './branches'
import styles from './tree-page.module.css'

interface TreePageProps<Row extends TreeRecord> {
  title: string
  resource: string
  /** Where the page is; a record opens at `<path>/<id>`. */
  path: string
  /** Who may change the tree. */
  grant: string
  /** The record that is open. */
  currentId: string | undefined
  /** The body that hangs a record below another, or at the top. */
  moved: (row: Row, parentId: string | null) => unknown
  words: { newTop: string; newBelow: string; choose: string }
  /** Shown in place of an empty tree. */
  empty: { title: string; hint?: string; action?: ReactNode }
  /** The page of the open record. */
  children: ReactNode
}

/** What `TreePage` tells the page of a new record through the history entry. */
export interface NewInTree {
  isNew: true
  parentId: string | null
}

/** Master data that hangs in a tree: the tree at the left, the open record at the right, moved by dragging. */
export function TreePage<Row extends TreeRecord>(props: TreePageProps<Row>) {
  const { title, resource, path, grant, currentId, words, empty, children } = props
  const can = useCan()
  const navigate = useNavigate()
  const editable = can(grant)
  const query = useQuery({
    queryKey: ['list', resource, 'tree'],
    queryFn: ({ signal }) => allRows<Row>(resource, {}, signal),
  })
  const add = (parentId: string | null) =>
    void navigate(`${path}/${newId()}`, { state: { isNew: true, parentId } satisfies NewInTree })
  const stored = query.data?.some((row) => row.id === currentId)

  return (
    <div className={styles.page}>
      <div className={styles.side}>
        <div className={styles.bar}>
          <h1>{title}</h1>
          {editable && currentId && stored && (
            <Button icon={<PlusOutlined />} onClick={() => add(currentId)}>
              {words.newBelow}
            </Button>
          )}
          {editable && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => add(null)}>
              {words.newTop}
            </Button>
          )}
        </div>
        <Panel query={query}>
          {(rows) => (rows.length === 0 ? null : <Branches {...props} rows={rows} editable={editable} />)}
        </Panel>
      </div>
      <div className={styles.main}>
        {currentId ? children : query.data?.length === 0 ? <EmptyState {...empty} /> : null}
        {!currentId && query.data && query.data.length > 0 && <EmptyState title={words.choose} />}
      </div>
    </div>
  )
}

interface BranchesProps<Row extends TreeRecord> extends TreePageProps<Row> {
  rows: Row[]
  editable: boolean
}

function Branches<Row extends TreeRecord>(props: BranchesProps<Row>) {
  const { title, resource, path, currentId, moved, rows, editable } = props
  const { t } = useTranslation('list')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [closed, setClosed] = useState<ReadonlySet<Key>>(new Set())
  const tree = useMemo(() => pruned(branches(rows), text), [rows, text])
  const move = useMutation({
    mutationFn: ({ row, parentId }: { row: Row; parentId: string | null }) =>
      sendJson('PUT', `${resource}/${row.id}`, moved(row, parentId)),
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' }),
    onError: (error) => void message.error(sentence(error)),
  })
  const drop = (dragged: Key, target: Key, besides: boolean) => {
    const row = rows.find((one) => one.id === dragged)
    const onto = rows.find((one) => one.id === target)
    if (!row || !onto) return
    // A level is ordered by code, so beside a record means: below the same parent.
    const parentId = besides ? onto.parent_id : onto.id
    if (parentId !== row.parent_id) move.mutate({ row, parentId })
  }

  return (
    <>
      <Input.Search
        allowClear
        value={text}
        placeholder={t('search')}
        aria-label={t('search')}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.tree}>
        {tree.length === 0 ? (
          <EmptyState title={t('empty.filtered')} />
        ) : (
          <Tree
            aria-label={title}
            blockNode
            draggable={editable && { icon: false }}
            treeData={nodes(tree)}
            expandedKeys={rows.map((row) => row.id).filter((id) => text !== '' || !closed.has(id))}
            onExpand={(_keys, { node, expanded }) => {
              const next = new Set(closed)
              if (expanded) next.delete(node.key)
              else next.add(node.key)
              setClosed(next)
            }}
            selectedKeys={currentId ? [currentId] : []}
            onSelect={(_keys, { node }) => void navigate(`${path}/${String(node.key)}`)}
            onDrop={({ dragNode, node, dropToGap }) => drop(dragNode.key, node.key, dropToGap)}
          />
        )}
      </div>
    </>
  )
}

function nodes<Row extends TreeRecord>(tree: Branch<Row>[]): TreeDataNode[] {
  return tree.map(({ row, children }) => ({
    key: row.id,
    title: (
      <span className={row.active ? undefined : styles.inactive} title={`${row.code} ${row.name}`}>
        <span className={styles.code}>{row.code}</span>
        {row.name}
      </span>
    ),
    children: nodes(children),
  }))
}
