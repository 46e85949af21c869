/** The law of gradients through samples, where samples are no numbers with a cdf. */
import type { Distribution } from '../distribution/index.js'
import { grad } from '../gradient/index.js'
import { split } from '../random/index.js'
import { compile, release } from '../run/index.js'
import type { Shape } from '../shape/index.js'
import { type AnyTensor, add, type Key, mul, scale, square, sum, type Tensor } from '../tensor/index.js'
import { close } from './claim.js'
import { estimate, standardErrors } from './estimate.js'
import { columns, numbers, numbersOf, tensor } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'

/** So many means, of so many samples each. */
const [means, samples] = [48, 128]

/** The mean of rows, summed with a weight of its own for each number, so that what flows to two of them does not cancel. */
const weighted = <S extends Shape>(x: Tensor<S>, rows: number, shape: readonly number[]): Tensor<[]> => {
  const count = rows * shape.reduce((a, b) => a * b, 1)
  const weights = Array.from({ length: count }, (_, i) => Math.cos((i % (count / rows)) + 1) / rows)
  return sum()(mul(x, tensor<S>(weights, rows === 1 ? shape : [rows, ...shape])))
}

/** A value and half its square: what a gradient does to the mean and to the variance is seen in one number. */
const withSquare = <S extends Shape>(x: Tensor<S>): Tensor<S> => add(x, scale(0.5)(square(x)))

/**
 * The law that the gradient through samples is in the mean that of the first two moments: 48 means of x + ½x² over 128
 * samples, summed with a weight for each number, against the gradient of `mean()` and `variance()`. Tolerance: five standard
 * errors of the 48, and 1e-3 of the slope and of 1; false alarm: 1.1e-5 for each number of a parameter and run, by Student's
 * t. It holds for samples of every kind, also for vectors whose gradient is implicit.
 * @law gradient through samples is unbiased
 * @category laws
 * @since 0.1.0
 */
export const meanGradient = <P extends ParameterRecord, B extends Shape, E extends Shape>({
  parameters,
  make,
}: Subject<P, B, E, Distribution<B, E, 'mean' | 'variance'>>): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, E, 'mean' | 'variance'> = make(p)
    const shape = [...d.batch, ...d.event]
    const through = compile((q: P, k: Key) =>
      grad((r: P): Tensor<[]> => {
        const drawn = make(r).expand<number>(samples).sample(k)
        return weighted(withSquare(drawn), samples, shape)
      })(q),
    )
    const moments = (q: P): Tensor<[]> => {
      const { mean, variance }: Distribution<B, E, 'mean' | 'variance'> = make(q)
      return weighted(add(withSquare(mean()), scale(0.5)(variance())), 1, shape)
    }
    const expected = await numbersOf(Object.values<AnyTensor>(grad(moments)(p)))
    const keys: readonly Key[] = split<number>(means)(key)
    const found: number[][] = expected.map(() => [])
    try {
      for (const k of keys) {
        const slopes = through(p, k)
        for (const [i, slope] of Object.values<AnyTensor>(slopes).entries())
          found[i]?.push(...(await numbers(slope)))
        release(slopes)
      }
    } finally {
      through.release()
    }
    Object.keys(p).forEach((name, i) => {
      const slopes = columns(found[i] ?? [], expected[i]?.length ?? 0).map(estimate)
      close(
        `the gradient of samples along ${name} is that of the moments`,
        slopes.map((e) => e.mean),
        expected[i] ?? [],
        (k) => standardErrors * (slopes[k]?.error ?? 0) + 1e-3 * Math.max(1, Math.abs(expected[i]?.[k] ?? 0)),
      )
    })
  })
