/**
 * Selects the reference values that the specs use from a collection of them:
 *
 *     node spec/golden/make/golden.mjs path/to/collection.json
 *
 * writes spec/golden/golden.json. Each value keeps its source, or the formula by which it was computed. The collection
 * calls a Gaussian Normal; in a KL(A||B), its `p` is A and its `q` is B.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const [path] = process.argv.slice(2)
if (path === undefined) {
  console.error('usage: node spec/golden/make/golden.mjs path/to/collection.json')
  process.exit(2)
}

/** What reparam has: families, pairs of the KL relation, objectives; by the names of the collection. */
const selected = new Set([
  'Normal',
  'Normal(loc, logvar=0)',
  'Laplace',
  'Bernoulli',
  'MultivariateNormalDiag',
  'MultivariateNormalDiag(batch=2,event=3), x sample_shape [2] via newaxis',
  'KL(Normal||Normal)',
  'KL(Laplace||Laplace)',
  'KL(Laplace||Normal)',
  'KL(Normal||Laplace)',
  'KL(Bernoulli||Bernoulli)',
  'KL(N(0,e^lv)||N(0,1))',
  'KL(N(mean,exp(logvar)) || N(0,I)), 10 dims, batch mean',
  'sum_i log Bernoulli(x_i|logit_i)',
  'log N(z;0,I)',
  'z=mu+exp(lv/2)*eps',
  'ELBO = rec - KL',
  'rec - 4 KL',
  'rec+log p(z)-log q(z|x)',
  'log mean exp(log_w)',
  'softmax(log_w)',
])

const isDiagonal = (matrix) => matrix.every((row, i) => row.every((v, j) => i === j || v === 0))

/** A full multivariate normal counts where its covariance is diagonal. */
const isSelected = ({ distribution, params }) =>
  selected.has(distribution) || (distribution === 'MultivariateNormal' && isDiagonal(params.covariance))

const { conventions, entries } = JSON.parse(readFileSync(path, 'utf8'))
const chosen = entries.filter(isSelected)
for (const name of selected)
  if (!chosen.some((e) => e.distribution === name)) throw new Error(`the collection has no value of ${name}`)

const lines = chosen.map((entry) => JSON.stringify(entry)).join(',\n')
writeFileSync(
  new URL('../golden.json', import.meta.url),
  `{"conventions":${JSON.stringify(conventions)},"count":${chosen.length},"entries":[\n${lines}\n]}\n`,
)
console.log(`${chosen.length} of ${entries.length} values`)
