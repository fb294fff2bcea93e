/**
 * The part of the HTTP interface that the shared parts and the catalogue use.
 * `npm run api` replaces this file by the one generated from ../openapi.json.
 */
export interface paths {
  '/api/v1/me': {
    get: Answer<components['schemas']['Me'], Nothing>
    put: Answer<components['schemas']['Me'], Nothing> & {
      requestBody: { content: { 'application/json': { language: 'zh' | 'en' } } }
    }
  }
  '/api/v1/items/{id}': {
    get: Answer<components['schemas']['Item'], { path: { id: string } }>
    put: Answer<components['schemas']['Item'], { path: { id: string } }> & {
      requestBody: { content: { 'application/json': components['schemas']['ItemInput'] } }
    }
  }
  '/api/v1/search': { get: Answer<components['schemas']['SearchResult'], { query: { q: string } }> }
  '/api/v1/reports/home': { get: Answer<components['schemas']['Home'], Nothing> }
}

interface Nothing {
  query?: never
  path?: never
}

interface Answer<Body, Parameters> {
  parameters: Parameters
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Body } } }
}

export interface components {
  schemas: {
    Me: {
      person: { id: string; name: string; username: string }
      tenant: { id: string; name: string }
      companies: { id: string; code: string; name: string; currency: string }[]
      grants: string[]
      language: 'zh' | 'en'
    }
    UnitConversion: { unit: string; factor: string }
    ItemInput: {
      version: number
      code: string
      name: string
      specification: string
      brand: string
      category_id: string | null
      base_unit: string
      conversions: components['schemas']['UnitConversion'][]
      tracking: 'none' | 'batch' | 'serial'
      valuation_method: 'moving_average' | 'fifo' | 'specific_batch'
      barcodes: string[]
      remark: string
      active: boolean
    }
    Item: components['schemas']['ItemInput'] & { id: string; category_name: string | null; in_use: boolean }
    PickedItem: {
      id: string
      code: string
      name: string
      specification: string
      brand: string
      base_unit: string
      units: components['schemas']['UnitConversion'][]
      tracking: 'none' | 'batch' | 'serial'
    }
    SearchHit: { type: string; id: string; number: string; title: string }
    SearchResult: { rows: components['schemas']['SearchHit'][] }
    Todo: { type: string; id: string; number: string; title: string; since: string }
    Home: { todos: components['schemas']['Todo'][]; recent: components['schemas']['Todo'][] }
  }
}
