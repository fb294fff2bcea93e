import { Button, Result } from 'antd'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal, sentence } from '../refusal'

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
    <Result
      status="warning"
      title={t('broken.title')}
      subTitle={error instanceof Refusal ? sentence(error) : t('broken.hint')}
      extra={
        reload ? (
          <Button type="primary" onClick={() => window.location.reload()}>
            {t('action.reload')}
          </Button>
        ) : (
          <Button type="primary" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        )
      }
    />
  )
}
