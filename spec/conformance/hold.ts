/** Values that a backend holds while a subject is computed. */
import type { Backend } from '../../src/backend/index.js'
import { evaluate, release } from '../../src/run/index.js'
import { type AnyTensor, expression, typed } from '../../src/tensor/tensor.js'
import type { Hold } from '../gradient/cases/case.js'

/** Runs the body; what it had held is released in any case. */
export const holding = async <A>(backend: Backend, body: (hold: Hold) => Promise<A>): Promise<A> => {
  const held: AnyTensor[] = []
  try {
    return await body((e) => {
      const tensor = evaluate(typed<AnyTensor>(e), backend)
      held.push(tensor)
      return expression(tensor)
    })
  } finally {
    release(held)
  }
}
