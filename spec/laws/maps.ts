/** The bijections of the library as subjects of the laws. */
import fc from 'fast-check'
import { function as F } from 'fp-ts'
import * as Bijection from '../../src/bijection/index.js'
import * as laws from '../../src/laws/index.js'
import { dense, input, made, tanh } from '../../src/layer/index.js'
import { key } from '../../src/random/index.js'
import type { Shape } from '../../src/shape/index.js'
import { chunk, tanh as tanhOf, unstack } from '../../src/tensor/index.js'

const record = <T extends object>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>({ ...fields }, { noNullPrototype: true })

const events: number = 4
export const data = laws.between(-1.5, 1.5)(events, 3)
const near = laws.between(-0.8, 0.8)
const none = fc.constant({})
const affine = record({ loc: near(3), logScale: near(3) })

interface Laws {
  readonly inverts: laws.Law<unknown>
  readonly jacobian: laws.Law<unknown>
}

const both = <P extends laws.ParameterRecord, E extends Shape>(of: laws.MapSubject<P, E>): Laws => ({
  inverts: laws.bijectionInverts(of),
  jacobian: laws.logDetIsJacobian(of),
})

const map = <P extends laws.ParameterRecord>(
  parameters: fc.Arbitrary<P>,
  make: (p: P) => Bijection.Bijection<[3]>,
): Laws => both<P, [3]>({ parameters, data, make })

const network = F.pipe(input(1), dense(4), tanh, dense(4))
const weights = network.init(key(5))
const masked = F.pipe(input(3), made({ hidden: [5], outputs: 2, activation: tanhOf }))
const maskedWeights = masked.init(key(6))

const conditioner: Bijection.Conditioner<3, 3> = (x) => {
  const [shift, logScale] = unstack(-2)(masked.apply(maskedWeights, x))
  return { shift, logScale }
}

const spline = record({
  widths: near(3, 5),
  heights: near(3, 5),
  derivatives: near(3, 4),
})

/** Every bijection, over events of three elements. */
export const bijections: readonly (readonly [name: string, laws: Laws])[] = [
  ['identity', map(none, () => Bijection.identity(3))],
  ['exp', map(none, () => Bijection.exp(3))],
  ['softplus', map(none, () => Bijection.softplus(3))],
  ['sigmoid', map(none, () => Bijection.sigmoid(3))],
  ['tanh', map(none, () => Bijection.tanh(3))],
  ['affine', map(affine, (p) => Bijection.affine(p))],
  ['permutation', map(none, () => Bijection.permutation([2, 0, 1]))],
  ['reverse', map(none, () => Bijection.reverse(3))],
  ['planar', map(record({ u: near(3), w: near(3), b: near() }), (p) => Bijection.planar(p))],
  ['radial', map(record({ loc: near(3), logAlpha: near(), beta: near() }), (p) => Bijection.radial(p))],
  [
    'coupling',
    map(none, () =>
      Bijection.coupling({ kept: 1, moved: 2 })((first) => {
        const [shift, logScale] = chunk(2, -1)(network.apply(weights, first))
        return { shift, logScale }
      }),
    ),
  ],
  ['maf', map(none, () => Bijection.maf({ size: 3 })(conditioner))],
  ['iaf', map(none, () => Bijection.iaf({ size: 3 })(conditioner))],
  ['spline', map(spline, (p) => Bijection.rationalQuadraticSpline({ ...p, bound: 2 }))],
  [
    'batchNorm',
    map(record({ mean: near(3), variance: laws.scales(3), loc: near(3), logScale: near(3) }), (p) =>
      Bijection.batchNorm(p),
    ),
  ],
  [
    'chain and inverse',
    map(record({ loc: near(3), logScale: near(3), u: near(3), w: near(3), b: near() }), (p) =>
      Bijection.chain(
        Bijection.affine({ loc: p.loc, logScale: p.logScale }),
        Bijection.planar({ u: p.u, w: p.w, b: p.b }),
        Bijection.reverse(3),
        Bijection.inverse(Bijection.affine({ loc: p.w, logScale: p.u })),
      ),
    ),
  ],
]
