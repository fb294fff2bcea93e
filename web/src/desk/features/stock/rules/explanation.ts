import type { Schemas } from '@/api'

export type Explanation = Schemas['ExplanationOut']
export type ExplainedMove = Schemas['ExplainedMoveOut']
export type Step = Schemas['StepOut']
export type Layer = Schemas['LayerOut']
export type Known = Explanation['known']

/** Where earlier steps are: before which one, by what the first page knew. */
export interface StepsBefore {
  before: number
  through: number
}

export const pageBefore = (found: Explanation): StepsBefore | null =>
  found.next_before ? { before: found.next_before, through: found.through } : null

/** Pages as they were read, the last steps first, made one explanation. */
export function joined(pages: readonly Explanation[]): Explanation | null {
  const [last, ...earlier] = pages
  const first = pages.at(-1)
  if (!last || !first) return null
  return {
    ...last,
    opening: first.opening,
    earlier_steps: first.earlier_steps,
    next_before: first.next_before,
    steps: [...earlier.reverse().flatMap((page) => page.steps), ...last.steps],
  }
}

/** A move is explained by its pool where it left one; else only by its document, or by what it came back from. */
export const isFromPool = (found: Explanation): boolean =>
  found.reckoning.way !== 'given' && found.reckoning.way !== 'carried'
