import { type ComponentType, lazy, Suspense, useMemo, useState } from 'react'
import { ErrorBoundary } from './error-boundary'
import { Waiting } from './waiting'

interface LazyPageProps {
  load: () => Promise<{ default: ComponentType }>
}

/** A page in its own file. `lazy` keeps a failed load for good, so each retry makes a new one. */
export function LazyPage({ load }: LazyPageProps) {
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt must make a new lazy component.
  const Page = useMemo(() => lazy(load), [load, attempt])
  return (
    <ErrorBoundary key={attempt} attempt={attempt} onRetry={() => setAttempt(attempt + 1)}>
      <Suspense fallback={<Waiting />}>
        <Page />
      </Suspense>
    </ErrorBoundary>
  )
}
