import type { Choice, RemoteSource } from '../remote-source'
import type { GridColumn } from './types'

interface PickColumn<L, Row> {
  key: keyof L & string
  title: string
  width?: number
  editable?: boolean | ((line: L) => boolean)
  faultFields?: string[]
  source: (line: L) => RemoteSource<Row> | null
  show: (line: L) => string
  copy?: (line: L) => string
  choose: (line: L, choice: Choice<Row> | null) => Partial<L>
  fields: (keyof L & string)[]
}

/** A picked column whose `choose` knows the rows of its source. */
export function pickColumn<L, Row>(column: PickColumn<L, Row>): GridColumn<L> {
  return {
    ...column,
    kind: 'pick',
    choose: (line, choice) => column.choose(line, choice as Choice<Row> | null),
  }
}
