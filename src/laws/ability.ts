/** What a distribution can state, looked at while a law runs. */
import type { Ability, Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { AnyTensor } from '../tensor/index.js'

const abilities: readonly Ability[] = ['cdf', 'quantile', 'mean', 'variance', 'entropy', 'mode']

/** What a distribution can state. */
export const statedBy = (d: object): readonly Ability[] => abilities.filter((a) => a in d)

/** Whether a distribution can state all of these. */
export const states = <B extends Shape, E extends Shape, A extends Ability>(
  d: Distribution<B, E>,
  ...wanted: readonly A[]
): d is Distribution<B, E, A> => wanted.every((a) => a in d)

/** A function of a distribution by its name, or nothing. */
export const functionOf = (
  d: object,
  part: 'logProb' | Ability,
): ((at?: AnyTensor) => AnyTensor) | undefined => {
  const functions: Readonly<Record<string, unknown>> = { ...d }
  const stated = functions[part]
  return typeof stated === 'function' ? (at) => stated(at) : undefined
}
