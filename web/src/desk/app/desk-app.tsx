import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { newQueryClient } from '@/shared/lib/query-client'
import { ThemeProvider } from '@/shared/theme/theme-provider'
import { LazyPage } from '@/shared/ui/lazy-page'
import { Waiting } from '@/shared/ui/waiting'
import { SessionGate } from './session-gate'

const loadSignIn = () => import('./pages/sign-in-page')
const loadFrame = () => import('./layout/frame')

export function DeskApp() {
  const [client] = useState(newQueryClient)
  return (
    <QueryClientProvider client={client}>
      {/* A page is left at once: what is typed or scanned meanwhile would go to the one that was open. */}
      <BrowserRouter useTransitions={false}>
        <Suspense fallback={null}>
          <ThemeProvider>
            <Suspense fallback={<Waiting />}>
              <Routes>
                <Route path="/sign-in" element={<LazyPage load={loadSignIn} />} />
                <Route
                  path="*"
                  element={
                    <SessionGate>
                      <LazyPage load={loadFrame} />
                    </SessionGate>
                  }
                />
              </Routes>
            </Suspense>
          </ThemeProvider>
        </Suspense>
      </BrowserRouter>
    </QueryClientProvider>
  )
}
