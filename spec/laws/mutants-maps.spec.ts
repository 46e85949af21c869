/** Bijections, layers and bounds with one fault, each seen by the law that is for it. */
import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { backOf, bijectionOf, type Direction, forthOf, type Image } from '../../src/bijection/bijection.js'
import * as Bijection from '../../src/bijection/index.js'
import { detached, kl, repeatedOver } from '../../src/distribution/index.js'
import * as laws from '../../src/laws/index.js'
import { defineLayer } from '../../src/layer/index.js'
import { elbo, weightedBound } from '../../src/objective/index.js'
import { use } from '../../src/run/index.js'
import type { Shape } from '../../src/shape/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import {
  add,
  neg,
  ones,
  repeatFirst,
  scale,
  shift,
  stopGradient,
  sub,
  type Tensor,
} from '../../src/tensor/index.js'
import { stopGradient as stop } from '../../src/tensor/primitive/control.js'
import { negate, subtract, times } from '../../src/tensor/primitive/elementwise.js'
import { broadcastTo, reduce } from '../../src/tensor/primitive/reduction.js'
import { expression, typed } from '../../src/tensor/tensor.js'
import { lower, renyiAt, sticking, weighted } from './bounds.js'
import { data } from './maps.js'

const breaks = (law: laws.Law<unknown>, words: string) =>
  expect(laws.check(law, { runs: 4, smallest: false })).rejects.toThrow(words)

beforeAll(async () => {
  expect(E.isRight(await use('wasm')())).toBe(true)
})

type Loc = Tensor<[3]>

/** An affine map of which one direction or both say something else. */
const affine = (fault: {
  readonly forward?: (image: Image, x: Expression) => Image
  readonly inverse?: (image: Image, y: Expression) => Image
}): laws.MapSubject<{ readonly loc: Loc; readonly logScale: Loc }, [3]> => ({
  parameters: fc.record(
    { loc: laws.between(-1, 1)(3), logScale: laws.between(0.2, 1)(3) },
    { noNullPrototype: true },
  ),
  data,
  make: (p) => {
    const b = Bijection.affine({ ...p })
    const along =
      (map: Direction, change: (image: Image, x: Expression) => Image = (image) => image): Direction =>
      (x, lead) =>
        change(map(x, lead), x)
    return bijectionOf<[3]>(
      'affine with a fault',
      [3],
      along(forthOf(b), fault.forward),
      along(backOf(b), fault.inverse),
    )
  },
})
const logDet = (change: (e: Expression) => Expression) => (image: Image) => ({
  ...image,
  logDet: change(image.logDet),
})

describe('bijectionInverts catches', () => {
  it('an inverse that goes forward', () =>
    breaks(
      laws.bijectionInverts(affine({ inverse: (image, y) => ({ ...image, value: y }) })),
      'the inverse of the value is the data',
    ))
  it('a log-determinant of the inverse with the sign of the map', () =>
    breaks(
      laws.bijectionInverts(affine({ inverse: logDet(negate) })),
      'the log-determinant of the inverse is the negative',
    ))
})

describe('logDetIsJacobian catches a log-determinant', () => {
  const words = 'the log-determinant is that of the Jacobian'
  it('of the wrong sign', () =>
    breaks(laws.logDetIsJacobian(affine({ forward: logDet(negate), inverse: logDet(negate) })), words))
  it('that is a mean over the event', () =>
    breaks(laws.logDetIsJacobian(affine({ forward: logDet((e) => times(e, 1 / 3)) })), words))
  it('of scales for log-scales', () =>
    breaks(laws.logDetIsJacobian(affine({ forward: logDet((e) => times(e, 2)) })), words))
  it('summed over the batch', () =>
    breaks(
      laws.logDetIsJacobian(affine({ forward: logDet((e) => broadcastTo(reduce('add', e, [0]), e.shape)) })),
      words,
    ))
  it('with one number for each element', () =>
    breaks(
      laws.logDetIsJacobian(affine({ forward: ({ value }) => ({ value, logDet: value }) })),
      `${words}: 12 numbers, expected 4`,
    ))
})

describe('a law of layers catches', () => {
  const layer = (apply: (x: Expression) => Expression) =>
    defineLayer({
      in: [3],
      out: [3],
      init: () => ones(3),
      apply: <L extends Shape>(_: Loc, x: Tensor<[...L, 3]>): Tensor<[...L, 3]> =>
        typed(apply(expression(x))),
    })
  it('a layer that is centred over the batch', () =>
    breaks(
      laws.layerByExample({
        layer: layer((x) => {
          const total = reduce('add', x, [0])
          return subtract(x, broadcastTo(times(total, 1 / (x.shape[0] ?? 1)), x.shape))
        }),
        data,
      }),
      'example 0 alone gives what it gives in a batch',
    ))
  it('a gradient that is stopped', () =>
    breaks(
      laws.layerGradient({ layer: layer((x) => times(stop(x), 2)), data }),
      'the gradient of a layer is its central difference',
    ))
})

type LogWeights = Tensor<[8, number]>

/** A bound of eight log-weights, of which some depend on the posterior through its samples only. */
const byHand =
  (
    bound: (logWeights: LogWeights) => Tensor<[number]>,
    { apart }: { readonly apart: boolean },
  ): laws.BoundOf =>
  (m, parameters) =>
  (key) => {
    const q = m.posterior(parameters).expand(8)
    const z: Tensor<[8, number, 1]> = q.sample(key)
    const prior = repeatedOver<[8, number], [1]>(q.batch, m.prior)
    const joint = add(m.likelihood<[8]>(z).logProb(repeatFirst(8)(m.x)), prior.logProb(z))
    return bound(sub(joint, (apart ? detached(q) : q).logProb(z)))
  }

/** The bound by hand that is right. */
const right = byHand((w) => weightedBound<8, [number]>(w), { apart: false })

describe('a bound without a fault', () => {
  it('is passed by each law', async () => {
    for (const law of [
      laws.boundBelowEvidence(right),
      laws.boundsRise([weighted(1), right]),
      laws.boundIsTight(right),
      laws.gradientsAgree(weighted(8), right),
    ])
      await expect(laws.check(law, { runs: 2 })).resolves.toBeUndefined()
  })
})

describe('boundBelowEvidence catches', () => {
  const words = 'a bound is at most the evidence'
  it('a bound without log K', () =>
    breaks(
      laws.boundBelowEvidence((m, p) => (key) => shift(Math.log(8))(right(m, p)(key))),
      words,
    ))
  it('a bound without its divergence', () =>
    breaks(
      laws.boundBelowEvidence((m, p) => (key) => {
        const bound = elbo({ samples: 4, beta: 0 })(
          m.posterior(p),
          () => kl(m.posterior(p), m.prior),
          (z: Tensor<[4, number, 1]>) => m.likelihood<[4]>(z),
          m.x,
        )
        return bound(key).elbo
      }),
      words,
    ))
  it('a divergence of the wrong sign', () =>
    breaks(
      laws.boundBelowEvidence(
        (m, p) => (key) => add(lower(m, p)(key), scale(2)(kl(m.posterior(p), m.prior))),
      ),
      words,
    ))
})

describe('boundsRise catches', () => {
  const words = 'each bound is at least the one before it'
  it('weights of which the worst counts most', () =>
    breaks(
      laws.boundsRise([
        weighted(1),
        byHand((w) => neg(weightedBound<8, [number]>(neg(w))), { apart: false }),
      ]),
      words,
    ))
  it('an α of the wrong sign', () => breaks(laws.boundsRise([weighted(1), renyiAt(3)]), words))
})

describe('boundIsTight catches', () => {
  const words = 'a bound at the true posterior is the evidence'
  it('half a divergence', () =>
    breaks(
      laws.boundIsTight((m, p) => (key) => {
        const q = m.posterior(p)
        return add(sticking(m, p)(key), scale(0.5)(kl(q, m.prior)))
      }),
      words,
    ))
  it('a bound without log K', () =>
    breaks(
      laws.boundIsTight((m, p) => (key) => shift(Math.log(8))(right(m, p)(key))),
      words,
    ))
  it('a divergence that is not of the same samples', () => breaks(laws.boundIsTight(lower), words))
})

describe('gradientsAgree catches', () => {
  const words = 'the gradient is unbiased: along'
  it('a doubly reparameterised gradient with weights once for squares', () =>
    breaks(
      laws.gradientsAgree(
        weighted(8),
        byHand((w) => weightedBound<8, [number]>(w), { apart: true }),
      ),
      words,
    ))
  it('a gradient of the worst sample', () =>
    breaks(
      laws.gradientsAgree(
        weighted(8),
        byHand((w) => neg(weightedBound<8, [number]>(neg(w))), { apart: false }),
      ),
      words,
    ))
  it('a gradient that is stopped', () =>
    breaks(
      laws.gradientsAgree(lower, (m, p) => (key) => stopGradient(lower(m, p)(key))),
      words,
    ))
})
