import { useState } from 'react'
import { isSerial } from '../rules/serial-numbers'
import { type Piece, type PieceColumn, PiecesDialog } from './pieces-dialog'
import { TakeAll, type TakeAllProps } from './take-all'

interface TakePiecesProps<L extends Piece> extends TakeAllProps<L[]> {
  /** Asked where the document has several pieces with serial numbers: `Which came back` */
  question: string
  /** What a piece is told by beside number and item. */
  columns: PieceColumn<L>[]
}

/** Fills the lines from an earlier document in one choice, and asks which of its pieces are meant. */
export function TakePieces<L extends Piece>({ question, columns, onLoaded, ...taken }: TakePiecesProps<L>) {
  const [offered, setOffered] = useState<L[] | null>(null)
  return (
    <>
      <TakeAll<L[]>
        {...taken}
        onLoaded={(lines) => (lines.filter(isSerial).length > 1 ? setOffered(lines) : onLoaded(lines))}
      />
      {offered && (
        <PiecesDialog<L>
          title={question}
          lines={offered}
          columns={columns}
          onCancel={() => setOffered(null)}
          onPicked={(lines) => {
            setOffered(null)
            onLoaded(lines)
          }}
        />
      )}
    </>
  )
}
