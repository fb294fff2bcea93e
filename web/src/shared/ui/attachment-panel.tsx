import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download, getJson, sendForm } from '../lib/api'
import { newId } from '../lib/ids'
import { sentence } from '../refusal'
import { DateCell } from './date-cell'
import { Panel } from './panel'
import styles from './panels.module.css'

interface Attachment {
  id: string
  name: string
  size: number
  content_type: string
  added_at: string
  added_by: string
}

interface AttachmentPanelProps {
  type: string
  id: string
  editable: boolean
}

const PATH = '/api/v1/attachments'

function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Photos, delivery notes, invoices: by button or by dropping them here. */
export function AttachmentPanel({ type, id, editable }: AttachmentPanelProps) {
  const { t } = useTranslation('document')
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const key = ['attachments', type, id]
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getJson<Attachment[]>(PATH, { subject_type: type, subject_id: id }, signal),
  })
  const upload = useMutation({
    mutationFn: async (files: File[]) => {
      for (const file of files) {
        const form = new FormData()
        form.set('id', newId())
        form.set('subject_type', type)
        form.set('subject_id', id)
        form.set('file', file)
        await sendForm(PATH, form)
      }
    },
    // Of several files, those before the refused one are in.
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  const open = useMutation({
    mutationFn: (one: Attachment) => download(`${PATH}/${one.id}/content`, one.name),
  })
  const refused = upload.error ?? open.error

  return (
    <section
      aria-label={t('attachments.title')}
      className={styles.section}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(editable)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (editable) upload.mutate([...event.dataTransfer.files])
      }}
    >
      {refused && <Alert type="error" title={sentence(refused)} />}
      <Panel query={query}>
        {(rows) => (
          <ul>
            {rows.map((row) => (
              <li key={row.id}>
                <Button
                  type="link"
                  icon={<PaperClipOutlined />}
                  className={styles.file}
                  onClick={() => open.mutate(row)}
                >
                  <span>{row.name}</span>
                </Button>
                <div className={styles.line}>
                  <span>
                    {fileSize(row.size)} {row.added_by}
                  </span>
                  <DateCell value={row.added_at} />
                </div>
              </li>
            ))}
            {rows.length === 0 && <p>{t('attachments.none')}</p>}
          </ul>
        )}
      </Panel>
      {editable && (
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              upload.mutate([...(event.target.files ?? [])])
              // The same file may be chosen again after a refusal.
              event.target.value = ''
            }}
          />
          <Button
            block
            type="dashed"
            icon={<UploadOutlined />}
            loading={upload.isPending}
            onClick={() => input.current?.click()}
          >
            {t('attachments.add')}
          </Button>
        </>
      )}
    </section>
  )
}
