import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal, sentence } from '@/shared/refusal'
import { useSaveAccounts } from '../api/use-accounts'
import { accountsFrom, KINDS } from '../rules/accounts'

interface ImportAccountsProps {
  companyId: string
  onClose: () => void
}

/** Takes accounts pasted from a spreadsheet; says how many it read before anything is saved. */
export function ImportAccounts({ companyId, onClose }: ImportAccountsProps) {
  const { t } = useTranslation('accounting')
  const save = useSaveAccounts(companyId)
  const [text, setText] = useState('')
  const kinds = Object.fromEntries(
    KINDS.flatMap((kind) => [
      [kind, kind],
      [t(`kinds.${kind}`), kind],
    ]),
  )
  const accounts = accountsFrom(text, kinds)
  const faults = save.error instanceof Refusal ? save.error.faults : []
  return (
    <Modal
      open
      title={t('import')}
      okText={t('import_count', { count: accounts.length })}
      okButtonProps={{ disabled: accounts.length === 0 }}
      cancelText={t('common:action.cancel')}
      confirmLoading={save.isPending}
      onOk={() => save.mutate(accounts, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{t('import_hint')}</p>
      <Input.TextArea
        rows={10}
        value={text}
        aria-label={t('chart')}
        placeholder={t('import_example')}
        onChange={(event) => setText(event.target.value)}
      />
      {save.error && (
        <Alert
          type="error"
          showIcon
          title={sentence(save.error)}
          description={faults.map((fault) => `${fault.line}: ${fault.detail}`).join('\n')}
        />
      )}
    </Modal>
  )
}
