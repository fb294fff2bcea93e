import i18next from 'i18next'
import { Refusal, refusalFrom } from '../refusal'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}

/** Send with the session, the CSRF token and the reader's language; anything but success throws a `Refusal`. */
export async function send(request: Request): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('Accept', headers.get('Accept') ?? 'application/json')
  headers.set('X-Language', i18next.language)
  if (!SAFE.has(request.method)) headers.set('X-CSRFToken', cookie('csrftoken'))

  const response = await fetch(new Request(request, { headers, credentials: 'same-origin' })).catch(
    (cause: unknown) => {
      // Leaving the page or a newer question ends a request; that is no refusal and must stay recognisable.
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
      throw new Refusal(0, {})
    },
  )
  if (!response.ok) throw await refusalFrom(response)
  return response
}
