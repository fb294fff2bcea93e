import { useTranslation } from 'react-i18next'
import type { PickedIssueLine } from '../rules/return-draft'
import type { PieceColumn } from './pieces-dialog'

/** What pieces of an issue are told by. */
export function useIssuedPieces(): PieceColumn<PickedIssueLine>[] {
  const { t } = useTranslation('inventory')
  return [
    { title: t('return.issue_line'), show: ({ issue_number, line_no }) => `${issue_number}-${line_no}` },
    { title: t('words:node'), show: ({ node_code, node_name }) => `${node_code} ${node_name}` },
  ]
}
