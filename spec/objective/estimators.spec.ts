/** Bounds by samples and the estimators of their gradients, against float64 sums over the same samples. */
import { describe, expect, test } from 'vitest'
import { Bernoulli, type Distribution, Gaussian, Independent } from '../../src/distribution/index.js'
import { valueAndGradWith } from '../../src/gradient/index.js'
import {
  combinationWeighted,
  doublyReparameterised,
  elbo,
  importanceWeighted,
  logWeights,
  meanBatch,
  multiplyWeighted,
  partiallyWeighted,
  renyi,
  stickingTheLanding,
} from '../../src/objective/index.js'
import { key } from '../../src/random/index.js'
import { compile, liveTensors, release } from '../../src/run/index.js'
import {
  type Key,
  matrix,
  ones,
  scalar,
  scaleBy,
  shapeOf,
  type Tensor,
  zeros,
} from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf } from '../support/near.js'
import { logWeight, type Params, priorOf, slopes, type Unit } from './gaussian-model.js'
import { inRows, logMeanExp, mean } from './reference.js'

const [B, M, K] = [3, 2, 3] as const
const loc = [0.5, -1, 2, 0, 0.25, -0.75]
const scales = [0.5, 1, 0.25, 2, 0.75, 1.5]
const data = [1, 0.25, -0.5, 2, 1.5, -1]
const [weight, priorLoc] = [0.75, 0.5]

const params: Params<3> = {
  loc: matrix([
    [0.5, -1],
    [2, 0],
    [0.25, -0.75],
  ]),
  logScale: matrix([
    [Math.log(0.5), 0],
    [Math.log(0.25), Math.log(2)],
    [Math.log(0.75), Math.log(1.5)],
  ]),
  weight: scalar(weight),
  priorLoc: scalar(priorLoc),
}
const x = matrix([
  [1, 0.25],
  [-0.5, 2],
  [1.5, -1],
])
const unitsOf = (example: number): readonly Unit[] =>
  [0, 1].map((d) => {
    const of = (values: readonly number[]): number => values[example * 2 + d] ?? Number.NaN
    return { x: of(data), loc: of(loc), scale: of(scales), weight, priorLoc }
  })

const posterior = (p: Params<3>) => Independent.make(1)(Gaussian.fromLogScale(p.loc, p.logScale))
const flat =
  (p: Params<3>) =>
  (z: Tensor<[6, 3, 2]>): Distribution<[6, 3], [2]> =>
    Independent.make(1)(Gaussian.make(scaleBy(p.weight)(z), ones(6, 3, 2)))
const grouped =
  (p: Params<3>) =>
  (z: Tensor<[2, 3, 3, 2]>): Distribution<[2, 3, 3], [2]> =>
    Independent.make(1)(Gaussian.make(scaleBy(p.weight)(z), ones(2, 3, 3, 2)))

const softmax = (values: readonly number[]): readonly number[] => {
  const top = Math.max(...values)
  const raised = values.map((v) => Math.exp(v - top))
  return raised.map((v) => v / (mean(raised) * raised.length))
}
const inGroups = (values: readonly number[]): readonly number[] =>
  inRows(values, K).flatMap((group) => softmax(group).map((v) => v / M))
const evenly = (values: readonly number[]): readonly number[] => values.map(() => 1 / values.length)
const none = (values: readonly number[]): readonly number[] => values.map(() => 0)

/** What a log-weight counts in the gradient to what the weights are made of, through samples, and by −log q alone. */
interface Estimator {
  readonly bound: (p: Params<3>) => (key: Key) => Tensor<[3]>
  readonly value: (logWeights: readonly number[]) => number
  readonly own: (logWeights: readonly number[]) => readonly number[]
  readonly path: (logWeights: readonly number[]) => readonly number[]
  readonly direct: (logWeights: readonly number[]) => readonly number[]
}

const alike = (
  bound: Estimator['bound'],
  value: Estimator['value'],
  weights: Estimator['own'],
): Estimator => ({ bound, value, own: weights, path: weights, direct: weights })

const powered = (power: number) => ({
  value: (v: readonly number[]) => logMeanExp(v.map((l) => power * l)) / power,
  weights: (v: readonly number[]) => softmax(v.map((l) => power * l)),
})

const renyiAt = (alpha: number): Estimator =>
  alike(
    (p) => renyi({ samples: 6, alpha })(posterior(p), priorOf(p.priorLoc), flat(p), x),
    powered(1 - alpha).value,
    powered(1 - alpha).weights,
  )

const estimators: Readonly<Record<string, Estimator>> = {
  importanceWeighted: alike(
    (p) => importanceWeighted(6)(posterior(p), priorOf(p.priorLoc), flat(p), x),
    logMeanExp,
    softmax,
  ),
  doublyReparameterised: {
    bound: (p) => doublyReparameterised(6)(posterior(p), priorOf(p.priorLoc), flat(p), x),
    value: logMeanExp,
    own: softmax,
    path: (v) => softmax(v).map((w) => w * w),
    direct: none,
  },
  stickingTheLanding: {
    bound: (p) => (k) =>
      stickingTheLanding({ samples: 6 })(posterior(p), priorOf(p.priorLoc), flat(p), x)(k).elbo,
    value: mean,
    own: evenly,
    path: evenly,
    direct: none,
  },
  multiplyWeighted: alike(
    (p) => multiplyWeighted({ groups: M, samples: K })(posterior(p), priorOf(p.priorLoc), grouped(p), x),
    (v) => mean(inRows(v, K).map(logMeanExp)),
    inGroups,
  ),
  partiallyWeighted: {
    bound: (p) =>
      partiallyWeighted({ groups: M, samples: K })(posterior(p), priorOf(p.priorLoc), grouped(p), x),
    value: logMeanExp,
    own: softmax,
    path: inGroups,
    direct: inGroups,
  },
  combinationWeighted: alike(
    (p) => combinationWeighted({ samples: 6, beta: 0.25 })(posterior(p), priorOf(p.priorLoc), flat(p), x),
    (v) => mean(v) / 4 + 0.75 * logMeanExp(v),
    (v) => softmax(v).map((w) => 0.75 * w + 0.25 / v.length),
  ),
  'renyi at 1/2': renyiAt(0.5),
  'renyi at 3': renyiAt(3),
  'renyi at 1.000001': renyiAt(1.000001),
  'renyi at 0': renyiAt(0),
  'renyi at 1': alike(renyiAt(1).bound, mean, evenly),
}

/** The mean over the batch of a bound and its gradients, from the samples [6, B, 2]. */
const reference = ({ value, own, path, direct }: Estimator, samples: readonly number[]) => {
  const rows = inRows(samples, 2)
  const total = { value: 0, loc: loc.map(() => 0), logScale: loc.map(() => 0), weight: 0, priorLoc: 0 }
  for (let b = 0; b < B; b += 1) {
    const [units, zs] = [unitsOf(b), rows.filter((_, i) => i % B === b)]
    const logWeights = zs.map((z) => logWeight(units, z))
    total.value += value(logWeights) / B
    zs.forEach((z, k) => {
      const [of, through, alone] = [own, path, direct].map((f) => (f(logWeights)[k] ?? Number.NaN) / B)
      if (of === undefined || through === undefined || alone === undefined) throw new Error('three ways')
      units.forEach((unit, d) => {
        const slope = slopes(unit, z[d] ?? Number.NaN)
        const at = b * 2 + d
        total.loc[at] = (total.loc[at] ?? 0) + through * slope.path + alone * slope.direct[0]
        const stretched = through * slope.path * slope.stretch + alone * slope.direct[1]
        total.logScale[at] = (total.logScale[at] ?? 0) + stretched
        total.weight += of * slope.weight
        total.priorLoc += of * slope.priorLoc
      })
    })
  }
  return total
}

describe.each(backendNames)('on %s', (name) => {
  test('value and gradient of each estimator, from the same samples', async () => {
    const backend = await started(name)
    const before = liveTensors(backend)
    const run = compile(
      (p: Params<3>, k: Key) => ({
        together: posterior(p).expand(6).sample(k),
        inGroups: posterior(p).expand(K).expand(M).sample(k),
        outcomes: Object.values(estimators).map(({ bound }) => {
          const [value, gradient] = valueAndGradWith((at: Params<3>) => [meanBatch(bound(at)(k)), undefined])(
            p,
          )
          return { value, ...gradient }
        }),
      }),
      backend,
    )
    const out = run(params, key(7))
    const together = await numbersOf(out.together, backend)
    const inOrder = await numbersOf(out.inGroups, backend)
    for (const [i, [label, estimator]] of Object.entries(estimators).entries()) {
      const samples = /multiply|partially/.test(label) ? inOrder : together
      const wanted = reference(estimator, samples)
      const outcome = out.outcomes[i]
      if (outcome === undefined) throw new Error(label)
      for (const [part, tensor] of Object.entries(outcome)) {
        const want = Object.entries(wanted).find(([other]) => other === part)?.[1] ?? []
        expect(part in wanted, `${label}: ${part}`).toBe(true)
        expectNear(await numbersOf(tensor, backend), [want].flat(), 5e-6)
      }
    }
    release(out)
    run.release()
    expect(liveTensors(backend)).toBe(before)
  })
})

test('a posterior whose samples carry no gradient is refused at run time, too, before anything is drawn', () => {
  const coins: Distribution<[3], [2]> = Independent.make(1)(Bernoulli.fromLogits(params.loc))
  const prior = priorOf(params.priorLoc)
  const [likelihood, inGroupsOf] = [flat(params), grouped(params)]
  const sizes = { groups: M, samples: K } as const
  const refused: Readonly<Record<string, () => unknown>> = {
    elbo: () => elbo({ samples: 6 })(coins, () => ones(3), likelihood, x),
    importanceWeighted: () => importanceWeighted(6)(coins, prior, likelihood, x),
    doublyReparameterised: () => doublyReparameterised(6)(coins, prior, likelihood, x),
    stickingTheLanding: () => stickingTheLanding({ samples: 6 })(coins, prior, likelihood, x),
    multiplyWeighted: () => multiplyWeighted(sizes)(coins, prior, inGroupsOf, x),
    partiallyWeighted: () => partiallyWeighted(sizes)(coins, prior, inGroupsOf, x),
    combinationWeighted: () => combinationWeighted({ samples: 6, beta: 0.5 })(coins, prior, likelihood, x),
    renyi: () => renyi({ samples: 6, alpha: 0.5 })(coins, prior, likelihood, x),
  }
  for (const [op, run] of Object.entries(refused))
    expect(run).toThrow(
      `${op}: Bernoulli is not reparameterised; no gradient reaches its parameters through a sample`,
    )
  // its weights can be measured all the same
  const coin = Independent.make(1)(Bernoulli.fromLogits(zeros(2)))
  expect(shapeOf(logWeights(6)(coins, coin, likelihood, x)(key(1)))).toEqual([6, 3])
})

test('a density beside probabilities is refused at run time, too, before anything is drawn', () => {
  const coin: Distribution<[], [2]> = Independent.make(1)(Bernoulli.fromLogits(zeros(2)))
  const q: Distribution<[3], [2]> = Independent.make(1)(Gaussian.make(params.loc, ones(3, 2)))
  const [likelihood, inGroupsOf] = [flat(params), grouped(params)]
  const sizes = { groups: M, samples: K } as const
  const refused: Readonly<Record<string, () => unknown>> = {
    importanceWeighted: () => importanceWeighted(6)(q, coin, likelihood, x),
    doublyReparameterised: () => doublyReparameterised(6)(q, coin, likelihood, x),
    stickingTheLanding: () => stickingTheLanding({ samples: 6 })(q, coin, likelihood, x),
    multiplyWeighted: () => multiplyWeighted(sizes)(q, coin, inGroupsOf, x),
    partiallyWeighted: () => partiallyWeighted(sizes)(q, coin, inGroupsOf, x),
    combinationWeighted: () => combinationWeighted({ samples: 6, beta: 0.5 })(q, coin, likelihood, x),
    renyi: () => renyi({ samples: 6, alpha: 0.5 })(q, coin, likelihood, x),
    logWeights: () => logWeights(6)(q, coin, likelihood, x),
  }
  for (const [op, run] of Object.entries(refused))
    expect(run).toThrow(
      `${op}: Gaussian is continuous and Bernoulli discrete; probabilities and densities have no ratio`,
    )
})

test('no samples are refused by the name of what was called', () => {
  const q = Independent.make(1)(Gaussian.make(params.loc, ones(3, 2)))
  const none: number = 0
  const never = (): Distribution<[number, 3], [2]> => expect.unreachable()
  const refused = 'expected a whole number of at least 1, found 0'
  expect(() => elbo({ samples: none })(q, () => ones(3), never, ones(3, 2))).toThrow(`elbo: ${refused}`)
  expect(() => logWeights(none)(q, Gaussian.standard(2), never, ones(3, 2))).toThrow(`logWeights: ${refused}`)
})
