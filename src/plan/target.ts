/** What a plan must know of a backend: which composites it runs by a kernel, and how it wants operations rewritten. */
import type { Expression } from '../tensor/expression.js'

/** A backend as the planner sees it. */
export interface Target {
  readonly name: string
  /** Whether this composite has a kernel here; otherwise it is replaced by what it is made of. */
  readonly runs: (composite: string) => boolean
  /** The same value by operations that suit this backend, or undefined if the operation already does. */
  readonly rewrite: (e: Expression) => Expression | undefined
}
