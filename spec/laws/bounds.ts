/** The bounds of the library on the model whose evidence is known. */
import { kl } from '../../src/distribution/index.js'
import type * as laws from '../../src/laws/index.js'
import {
  combinationWeighted,
  doublyReparameterised,
  elbo,
  importanceWeighted,
  multiplyWeighted,
  partiallyWeighted,
  renyi,
  stickingTheLanding,
} from '../../src/objective/index.js'
import type { Tensor } from '../../src/tensor/index.js'

type Samples<L extends readonly number[]> = Tensor<[...L, number, 1]>

export const lower: laws.BoundOf = (m, parameters) => {
  const q = m.posterior(parameters)
  const bound = elbo({ samples: 4 })(
    q,
    () => kl(q, m.prior),
    (z: Samples<[4]>) => m.likelihood<[4]>(z),
    m.x,
  )
  return (key) => bound(key).elbo
}

export const weighted =
  <K extends number>(samples: K): laws.BoundOf =>
  (m, parameters) =>
    importanceWeighted(samples)(
      m.posterior(parameters),
      m.prior,
      (z: Samples<[K]>) => m.likelihood<[K]>(z),
      m.x,
    )

export const doubly: laws.BoundOf = (m, parameters) =>
  doublyReparameterised(8)(m.posterior(parameters), m.prior, (z: Samples<[8]>) => m.likelihood<[8]>(z), m.x)

export const sticking: laws.BoundOf = (m, parameters) => {
  const bound = stickingTheLanding({ samples: 4 })(
    m.posterior(parameters),
    m.prior,
    (z: Samples<[4]>) => m.likelihood<[4]>(z),
    m.x,
  )
  return (key) => bound(key).elbo
}

export const renyiAt =
  (alpha: number): laws.BoundOf =>
  (m, parameters) =>
    renyi({ samples: 8, alpha })(
      m.posterior(parameters),
      m.prior,
      (z: Samples<[8]>) => m.likelihood<[8]>(z),
      m.x,
    )

export const grouped: laws.BoundOf = (m, parameters) =>
  multiplyWeighted({ groups: 2, samples: 4 })(
    m.posterior(parameters),
    m.prior,
    (z: Samples<[2, 4]>) => m.likelihood<[2, 4]>(z),
    m.x,
  )

export const combined: laws.BoundOf = (m, parameters) =>
  combinationWeighted({ samples: 8, beta: 0.5 })(
    m.posterior(parameters),
    m.prior,
    (z: Samples<[8]>) => m.likelihood<[8]>(z),
    m.x,
  )

export const partially: laws.BoundOf = (m, parameters) =>
  partiallyWeighted({ groups: 2, samples: 4 })(
    m.posterior(parameters),
    m.prior,
    (z: Samples<[2, 4]>) => m.likelihood<[2, 4]>(z),
    m.x,
  )

/** Every bound by name. */
export const bounds = {
  elbo: lower,
  importanceWeighted: weighted(8),
  doublyReparameterised: doubly,
  stickingTheLanding: sticking,
  renyi: renyiAt(0.5),
  multiplyWeighted: grouped,
  combinationWeighted: combined,
  partiallyWeighted: partially,
} as const

/** Bounds in rising order. */
export const ladders: readonly (readonly [name: string, bounds: readonly laws.BoundOf[]])[] = [
  ['more samples', [weighted(1), weighted(4), weighted(16)]],
  ['from α = 1 to 0', [renyiAt(1), renyiAt(0.5), weighted(8)]],
  ['groups', [lower, grouped, weighted(8)]],
  ['mixed', [lower, combined, weighted(8)]],
]

/** Pairs of an estimator that is known to be unbiased and one whose gradient has the same mean. */
export const estimators: readonly (readonly [name: string, known: laws.BoundOf, tested: laws.BoundOf])[] = [
  ['one sample, as the closed form', lower, weighted(1)],
  ['doublyReparameterised, as importanceWeighted', weighted(8), doubly],
  ['stickingTheLanding, as elbo', lower, sticking],
  ['partiallyWeighted, as multiplyWeighted', grouped, partially],
]
