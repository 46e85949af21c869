/** The gradient of a whole model's loss, leaf by leaf, against central differences of the float64 reference. */
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import { Gaussian, Laplace } from '../../src/distribution/index.js'
import { dense, gelu, input, tanh } from '../../src/layer/index.js'
import { bernoulliOutput, gaussianHead, gaussianOutput, laplaceHead, vae } from '../../src/model/index.js'
import { meanBatch } from '../../src/objective/index.js'
import { key, normal, uniform } from '../../src/random/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { neg, type Tensor } from '../../src/tensor/index.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { type AnyTensor, expression, shapeOf, typed } from '../../src/tensor/tensor.js'
import { leaves, type Tree, withLeaves } from '../../src/tree/index.js'
import { centralDifferences, gradient, type Loss } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { expectNear } from '../support/near.js'
import { reference, type Value } from '../support/reference.js'

const binary = vae(
  F.pipe(input(4), dense(3), tanh, gaussianHead(2)),
  F.pipe(input(2), dense(3), gelu, dense(4), bernoulliOutput),
  Gaussian.standard(2),
)
const real = vae(
  F.pipe(input(4), dense(3), tanh, laplaceHead(2)),
  F.pipe(input(2), dense(3), gelu, dense(4), gaussianOutput({ scale: 0.7 })),
  Laplace.standard(2),
)
const pixels = uniform(5, 4)(key(1))
const values = normal(5, 4)(key(1))

/** A loss of the leaves of some parameters, and where to look at it. */
interface Case {
  readonly loss: Loss
  readonly at: readonly Value[]
}

/** Every leaf somewhere in general position: first biases are 0, which hides what multiplies them. */
const somewhere = (tree: Tree): readonly Value[] =>
  leaves(tree).map((leaf, i) => {
    const shape = shapeOf(leaf)
    const drawn = reference(expression(normal(...shape)(key(100 + i))))
    return { shape, data: drawn.data.map((v) => Math.fround(v / 2)) }
  })

const caseOf = <P extends Tree>(params: P, loss: (params: P) => Tensor<[]>): Case => ({
  at: somewhere(params),
  loss: (xs) =>
    expression(
      loss(
        withLeaves(
          params,
          xs.map((x) => typed<AnyTensor>(x)),
        ),
      ),
    ),
})

const cases: Readonly<Record<string, Case>> = {
  elbo: caseOf(binary.init(key(0)), (p) =>
    neg(meanBatch(binary.elbo({ samples: 3 })(p, pixels)(key(2)).elbo)),
  ),
  'elbo, β = 4': caseOf(binary.init(key(0)), (p) =>
    neg(meanBatch(binary.elbo({ beta: 4 })(p, pixels)(key(2)).elbo)),
  ),
  'importance-weighted': caseOf(binary.init(key(0)), (p) =>
    neg(meanBatch(binary.importanceWeighted(5)(p, pixels)(key(2)))),
  ),
  'Laplace posterior, learned scale': caseOf(real.init(key(0)), (p) =>
    neg(meanBatch(real.elbo({ samples: 3 })(p, values)(key(2)).elbo)),
  ),
  'Laplace posterior, importance-weighted': caseOf(real.init(key(0)), (p) =>
    neg(meanBatch(real.importanceWeighted(5)(p, values)(key(2)))),
  ),
}

const parametersOf = (at: readonly Value[]): readonly Expression[] =>
  at.map(({ shape }, i) => parameter(i, shape, 'float32'))

describe.each(backendNames)('on %s', (name) => {
  test.each(Object.entries(cases))('%s', async (_, { loss, at }) => {
    const found = await valuesOn(await started(name), gradient(loss), at)
    const wanted = centralDifferences(loss(parametersOf(at)), at)
    expect(found.map((g) => g.shape)).toEqual(at.map((p) => p.shape))
    // no leaf is without influence, or its derivative would not be tested
    for (const { data } of wanted) expect(Math.max(...data.map(Math.abs))).toBeGreaterThan(1e-3)
    for (const [i, { data }] of wanted.entries()) expectNear(found[i]?.data ?? [], data, 5e-6)
  })
})
