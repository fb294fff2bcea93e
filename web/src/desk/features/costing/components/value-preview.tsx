import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api'
import { sendJson } from '@/shared/lib/api'
import { sentence } from '@/shared/refusal'
import { Money } from '@/shared/ui/figures'
import { trimValueNote, type ValueNoteDraft, valueNoteBody } from '../rules/value-note-draft'

interface ValuePreviewProps {
  note: ValueNoteDraft
  change: (part: Partial<ValueNoteDraft>) => void
}

/** Works out what each line would come to, before anything is booked. */
export function ValuePreview({ note, change }: ValuePreviewProps) {
  const { t } = useTranslation('costing')
  const preview = useMutation({
    mutationFn: (asked: ValueNoteDraft) =>
      sendJson<Schemas['ValueNotePreview']>(
        'POST',
        '/api/v1/value-notes/preview',
        valueNoteBody(trimValueNote(asked)),
      ),
    onSuccess: (answer, asked) => {
      const changes = new Map(answer.lines.map((line) => [line.id, line.change]))
      change({ lines: asked.lines.map((line) => ({ ...line, change: changes.get(line.id) ?? '' })) })
    },
  })
  return (
    <div>
      <Button onClick={() => preview.mutate(note)} loading={preview.isPending}>
        {t('value.preview')}
      </Button>{' '}
      {preview.data && (
        <>
          {t('value.comes_to')} <Money value={preview.data.amount} />
        </>
      )}
      {preview.error && <Alert type="error" showIcon title={sentence(preview.error)} />}
    </div>
  )
}
