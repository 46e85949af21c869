/** The law of gradients through samples of a cdf. */
import type { Distribution } from '../distribution/index.js'
import { grad } from '../gradient/index.js'
import type { Shape } from '../shape/index.js'
import { type AnyTensor, sum, type Tensor } from '../tensor/index.js'
import { close } from './claim.js'
import { samplesOf } from './estimate.js'
import { numbersOf } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'

/**
 * The law of the gradient through a sample z: it is −∂F(z)/∂θ ÷ p(z), by the cdf F and the density p, for an element that
 * is made of one number of noise. One made of two, as that of Student's t of a normal and a gamma number, agrees in the mean
 * only: that is `meanGradient`. Tolerance: a hundredth; no chance is involved but that of the sample. Both sides are derivatives of
 * `grad`: that the one of the cdf is right is the law of differences.
 * @law implicit gradient
 * @math dz/dθ = −(∂F(z; θ)/∂θ) / p(z; θ)
 * @source Figurnov, Mohamed and Mnih: Implicit reparameterization gradients (2018), equation 5
 * @category laws
 * @since 0.1.0
 */
export const implicitGradient = <P extends ParameterRecord, B extends Shape>({
  parameters,
  make,
}: Subject<P, B, [], Distribution<B, [], 'cdf'>>): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, [], 'cdf'> = make(p)
    const { at } = await samplesOf(d, key)
    const total = (x: Tensor<[...B]>): Tensor<[]> => sum()(x)
    const through = Object.entries<AnyTensor>(grad((q: P) => total(make(q).sample(key)))(p))
    const ofCdf = Object.values<AnyTensor>(grad((q: P) => total(make(q).cdf(at)))(p))
    const [logs = [], ...slopes] = await numbersOf([d.logProb(at), ...through.map(([, x]) => x), ...ofCdf])
    through.forEach(([name], k) => {
      const expected = (slopes[through.length + k] ?? []).map((v, i) => -v / Math.exp(logs[i] ?? Number.NaN))
      close(
        `the gradient of a sample along ${name} is −∂F ÷ p`,
        slopes[k] ?? [],
        expected,
        (i) => 1e-2 * Math.max(1, Math.abs(expected[i] ?? 0)),
      )
    })
  })
