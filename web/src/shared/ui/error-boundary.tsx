import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal, sentence } from '../refusal'
import { EmptyState } from './empty-state'

interface ErrorBoundaryProps {
  children: ReactNode
  onRetry?: () => void
  /** How often it was tried; after a failed retry only a reload can fetch what a new release replaced. */
  attempt?: number
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error() }
  }

  private readonly retry = () => {
    this.setState({ error: null })
    this.props.onRetry?.()
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <Broken error={this.state.error} onRetry={this.retry} reload={(this.props.attempt ?? 0) > 0} />
  }
}

interface BrokenProps {
  error: unknown
  onRetry: () => void
  reload: boolean
}

function Broken({ error, onRetry, reload }: BrokenProps) {
  const { t } = useTranslation('common')
  return (
    <EmptyState
      icon={<WarningOutlined />}
      title={t('broken.title')}
      hint={error instanceof Refusal ? sentence(error) : t('broken.hint')}
      action={
        <Button type="primary" onClick={reload ? () => window.location.reload() : onRetry}>
          {reload ? t('action.reload') : t('action.retry')}
        </Button>
      }
    />
  )
}
