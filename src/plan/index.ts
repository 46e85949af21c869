/** From expressions to an order of steps. */
export { explain } from './explain.js'
export { type Leaf, type Operand, type Plan, plan, type Step } from './plan.js'
export type { Target } from './target.js'
