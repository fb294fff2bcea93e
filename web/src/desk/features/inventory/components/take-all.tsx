import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { useId } from 'react'
import { sentence } from '@/shared/refusal'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { type AnySource, loosely } from '@/shared/ui/remote-source'
import styles from './take-all.module.css'

export interface TakeAllProps<Rows> {
  /** `Take all open lines of order` */
  label: string
  /** What the text is looked for in. */
  placeholder: string
  source: AnySource
  /** Asks for the lines of the document that was chosen. */
  load: (id: string) => Promise<Rows>
  onLoaded: (rows: Rows) => void
}

/** Fills the lines from an earlier document, in one choice. */
export function TakeAll<Rows>({ label, placeholder, source, load, onLoaded }: TakeAllProps<Rows>) {
  const id = useId()
  const { message } = App.useApp()
  // What the answer does is decided when it comes: the document may have been typed in since.
  const taking = useMutation({
    mutationFn: load,
    onSuccess: onLoaded,
    onError: (refused) => void message.error(sentence(refused)),
  })
  return (
    <div className={styles.bar}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.picker}>
        <RemotePicker
          id={id}
          source={loosely(source)}
          placeholder={placeholder}
          value={null}
          disabled={taking.isPending}
          onChange={(chosen) => chosen && taking.mutate(chosen)}
        />
      </div>
    </div>
  )
}
