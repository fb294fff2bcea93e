import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download, withQuery } from '../../lib/api'
import { sentence } from '../../refusal'
import { EmptyState } from '../empty-state'
import { FilterBar } from './filter-bar'
import styles from './list.module.css'
import { useListState } from './list-state'
import { ListTable } from './list-table'
import { ListToolbar } from './list-toolbar'
import { Pager } from './pager'
import type { ListPageProps } from './types'
import { listQuery, useList } from './use-list'

/**
 * Every list of the desktop: search, filters, sort, pages, totals over the whole selection, columns, views and export.
 *
 * What is shown is decided by the address alone; what is only taste (columns, widths) is remembered on the device.
 */
export function ListPage<Row extends { id: string }>(props: ListPageProps<Row>) {
  const { id, title, resource, columns, filters = [], defaultSort = '', fixed, rowHref, bulk, empty } = props
  const { t } = useTranslation('list')
  const { message } = App.useApp()
  const { state, change, filter, page, nextPage, previousPage, show, search } = useListState(defaultSort)
  const question = listQuery(state, defaultSort, fixed)
  const { data, error, isPlaceholderData, refetch } = useList<Row>(resource, {
    ...question,
    limit: state.size,
    cursor: state.cursor,
  })
  // Rows stay chosen over pages, so the rows themselves are kept and not only their ids.
  const [chosen, setChosen] = useState<Map<string, Row>>(new Map())
  const [exporting, setExporting] = useState(false)

  const choose = (ids: string[]) => {
    const known = new Map([...chosen, ...(data?.rows ?? []).map((row) => [row.id, row] as const)])
    setChosen(new Map(ids.flatMap((one) => (known.has(one) ? [[one, known.get(one) as Row] as const] : []))))
  }
  const exportRows = async () => {
    setExporting(true)
    await download(withQuery(resource, { ...question, format: 'xlsx' }), `${title}.xlsx`).catch(
      (refused: unknown) => message.error(sentence(refused)),
    )
    setExporting(false)
  }

  const filtered = state.q !== '' || Object.keys(state.filters).length > 0
  const nothing = filtered ? (
    <EmptyState
      title={t('empty.filtered')}
      hint={t('empty.filtered_hint')}
      action={<Button onClick={() => show('')}>{t('filters.clear_all')}</Button>}
    />
  ) : (
    <EmptyState {...empty} />
  )

  return (
    <div className={styles.page}>
      <ListToolbar
        {...props}
        q={state.q}
        onSearch={(q) => change({ q })}
        search={search}
        onShow={show}
        exporting={exporting}
        onExport={() => void exportRows()}
      />
      {filters.length > 0 && <FilterBar filters={filters} values={state.filters} onChange={filter} />}
      {bulk && chosen.size > 0 && (
        <div className={styles.bulk} role="status">
          <span>{t('bulk.chosen', { count: chosen.size })}</span>
          {bulk({ rows: [...chosen.values()], clear: () => setChosen(new Map()) })}
          <Button type="link" onClick={() => setChosen(new Map())}>
            {t('bulk.clear')}
          </Button>
        </div>
      )}
      {error && !data ? (
        <EmptyState
          title={sentence(error)}
          action={<Button onClick={() => void refetch()}>{t('common:action.retry')}</Button>}
        />
      ) : (
        <>
          <ListTable<Row>
            id={id}
            label={title}
            columns={columns}
            rows={data?.rows}
            stale={isPlaceholderData}
            totals={data?.more ? undefined : data?.totals}
            total={data?.total ?? 0}
            sort={state.sort}
            onSort={(sort) => change({ sort })}
            rowHref={rowHref}
            chosen={[...chosen.keys()]}
            onChoose={bulk && choose}
            empty={nothing}
          />
          {data && (
            <Pager
              total={data.total}
              more={data.more}
              page={page}
              size={state.size}
              rows={data.rows.length}
              hasPrevious={state.cursor !== null}
              hasNext={data.next_cursor !== null}
              onPrevious={previousPage}
              onNext={() => data.next_cursor && nextPage(data.next_cursor)}
              onSize={(size) => change({ size })}
            />
          )}
        </>
      )}
    </div>
  )
}
