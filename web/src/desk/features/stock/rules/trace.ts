import type { Schemas } from '@/api'
import { isZero } from '@/shared/lib/decimal'

export type BatchTrace = Schemas['BatchTraceOut']
export type TracedPlace = Schemas['TracedPlaceOut']
export type TraceStep = Schemas['TraceStepOut']
type Sums = Schemas['TraceSumsOut']

const PARTS = ['on_hand', 'consumed', 'lost', 'sent_back', 'delivered', 'beyond'] as const
export type Part = (typeof PARTS)[number]

/** What the received quantity is made of: always what lies here and what is used, the rest only where there is some. */
export const partsOf = (sums: Sums): { part: Part; quantity: string }[] =>
  PARTS.filter((part) => part === 'on_hand' || part === 'consumed' || !isZero(sums[part])).map((part) => ({
    part,
    quantity: sums[part],
  }))

/** The places that still have some; with `all` also those that the goods only passed. */
export const placesOf = (trace: BatchTrace, all: boolean): TracedPlace[] =>
  all ? trace.places : trace.places.filter(({ left }) => !isZero(left))

const ORIGINS = new Set<string>(['receipt', 'opening'])

/** By what the goods came in, without the reversals, which the reversed ones name. */
export const originsOf = (trace: BatchTrace): TraceStep[] =>
  trace.steps.filter(({ kind, undoes }) => ORIGINS.has(kind) && !undoes)

/** By what they were drawn, the latest first; what came back or was reversed is no longer out. */
export const drawsOf = (trace: BatchTrace): TraceStep[] =>
  trace.steps.filter(({ left }) => left !== null).reverse()
