import { grad } from '../gradient/index.js'
import type { Shape } from '../shape/index.js'
import { type AnyTensor, sum, type Tensor } from '../tensor/index.js'
import { valuesAt } from './at.js'
import { LawBroken } from './claim.js'
import { numbersOf } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject, Value } from './subject.js'

/**
 * The law of values outside the support: their log-density is −∞, and its gradient to the value and to the parameters
 * is 0, not a number that is none. Exact; no chance is involved.
 * @law outside the support
 * @category laws
 * @since 0.1.0
 */
export const outsideSupport = <P extends ParameterRecord, B extends Shape, E extends Shape>(
  of: Subject<P, B, E>,
  { values = of.outside ?? [] }: { readonly values?: readonly Value[] } = {},
): Law<P> =>
  lawOf(of.parameters, async (p) => {
    const { at } = valuesAt<B, E>(of.make(p), values)
    const here: { readonly p: P; readonly x: typeof at } = { p, x: at }
    const logs = (given: typeof here): Tensor<[number, ...B]> =>
      of.make(given.p).expand<number>(values.length).logProb(given.x)
    const slopes = grad((given: typeof here): Tensor<[]> => sum()(logs(given)))(here)
    const [found = [], ...gradients] = await numbersOf([
      logs(here),
      ...Object.values<AnyTensor>(slopes.p),
      slopes.x,
    ])
    found.forEach((v, i) => {
      const value = values[Math.floor((i * values.length) / found.length)]
      if (v !== Number.NEGATIVE_INFINITY)
        throw new LawBroken(`the log-density at ${value}, outside the support, is ${v}, expected −∞`)
    })
    for (const v of gradients.flat())
      if (v !== 0)
        throw new LawBroken(`the gradient at ${values.join(', ')}, outside the support, is ${v}, expected 0`)
  })
