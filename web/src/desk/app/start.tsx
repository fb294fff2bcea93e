import { createRoot } from 'react-dom/client'
import { startI18n } from '@/shared/i18n'
import { registerDocuments } from '@/shared/lib/document-links'
import { DeskApp } from './desk-app'
import { deskCatalogue } from './i18n/catalogue'
import { modules } from './routes'

export async function startDesk(): Promise<void> {
  for (const module of modules) registerDocuments(module.documents ?? {})
  await startI18n(deskCatalogue, ['shell'])
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<DeskApp />)
}
