/** The pages of the discrete families over a list of values. */
import { Categorical, Delta, DiscretizedLogistic } from '../../../src/distribution/index.js'
import { scalar, vector } from '../../../src/tensor/index.js'
import { bounded, noPath, notInSupport, type Page, program, staircase, upTo } from './page.js'

const index = 'none: an index is a name and no quantity; `OneHotCategorical` has one'

export const categorical: Page<'Categorical'> = {
  title: 'Categorical',
  purpose:
    'One of K classes by its index: the likelihood of labels and tokens, and a discrete latent. Beside it, ' +
    '`OneHotCategorical` has the same law over vectors.',
  constructors: {
    fromLogits: [
      'Categorical.fromLogits(logits: Tensor<[...S, K]>): Categorical<S, []>',
      'any numbers, of which the softmax is taken; −∞ makes a class impossible',
    ],
    fromProbabilities: [
      'Categorical.fromProbabilities(probabilities: Tensor<[...S, K]>): Categorical<S, []>',
      'from 0 to 1, divided by their sum; 0 counts as 2⁻¹²⁶',
    ],
  },
  letters: 'l are `logits`, p = softmax(l).',
  density: 'log p(k) = l_k − log Σ exp l',
  support: '0, 1, …, K − 1, as floats',
  states: {
    entropy: '−Σ p_k log p_k',
    mode: 'the first k of the largest l_k',
    cdf: 'Σ p_j over j ≤ k',
  },
  lacks: { mean: index, variance: index, quantile: staircase },
  gradient: 'none',
  sample: `The index of the largest of l plus Gumbel noise. ${noPath}`,
  outside: notInSupport,
  numerics: 'A class that cannot occur adds 0 to the entropy, and NaN to nothing.',
  sources: ['Maddison, Tarlow and Minka: A* sampling (2014), section 2'],
  example: program(
    'Categorical, read, scalar, use, vector',
    'const d = Categorical.fromLogits(vector([0, Math.log(3)]))',
    'const [nats = 0] = await read(d.logProb(scalar(1)))',
    'console.assert(Math.abs(nats - Math.log(3 / 4)) < 1e-6)',
  ),
  figure: {
    kind: 'bars',
    at: upTo(4),
    top: 0.9,
    settings: [
      { label: 'logits 0 0 0 0 0', d: Categorical.fromLogits(vector([0, 0, 0, 0, 0])) },
      { label: '0 1 2 1 0', d: Categorical.fromLogits(vector([0, 1, 2, 1, 0])) },
      { label: '3 0 −∞ 0 1', d: Categorical.fromLogits(vector([3, 0, Number.NEGATIVE_INFINITY, 0, 1])) },
    ],
  },
}

const bins = { low: -1, high: 1, bins: 16 } as const
const centres = Array.from({ length: bins.bins }, (_, i) => -1 + (2 * i) / (bins.bins - 1))

export const discretizedLogistic: Page<'DiscretizedLogistic'> = {
  title: 'Discretised logistic',
  purpose:
    'The likelihood of pixels with 256 levels: a logistic law whose mass is counted in bins, so that near levels are alike ' +
    'and no density can grow without bound.',
  constructors: {
    make: [
      'DiscretizedLogistic.make(loc: Tensor<S>, scale: Tensor<S>, config?: BinsConfig): DiscretizedLogistic<S, []>',
      '`loc` any number, `scale` above 0; the bins are numbers of the host: centres from `low` = −1 to `high` = 1, `bins` ' +
        '= 256 of them, at least 2',
    ],
    fromLogScale: [
      'DiscretizedLogistic.fromLogScale(loc: Tensor<S>, logScale: Tensor<S>, config?: BinsConfig): DiscretizedLogistic<S, []>',
      `\`loc\` any number, \`logScale\` ${bounded}`,
    ],
  },
  letters: 'μ is `loc`, s is `scale`, w the width of a bin, σ the sigmoid, x_i the centres.',
  density: 'log p(x) = log(σ((x + ½w − μ)/s) − σ((x − ½w − μ)/s)); the first and the last bin take the tails',
  support: 'the centres of the bins; a number between two has the mass of a bin of that width around it',
  states: {
    entropy: '−Σ p(x_i) log p(x_i)',
    mean: 'Σ p(x_i) x_i',
    variance: 'Σ p(x_i) (x_i − mean)²',
    mode: 'the first centre of the most probable bin',
    cdf: 'σ((x_i + ½w − μ)/s) for the last centre x_i ≤ x, and 1 from the last one on',
  },
  lacks: { quantile: staircase },
  gradient: 'none',
  sample: `A logistic number in its bin. ${noPath}`,
  outside:
    'Outside of the bins, by more than 0.01 of a width, the log-probability is −∞ and has a zero gradient.',
  numerics:
    'The mass of a bin is a product and no difference: far from the location, where both values of the cdf are 0 or 1 in ' +
    'float32, it keeps its digits and its gradient.',
  sources: ['Salimans et al.: PixelCNN++ (2017), section 2.1'],
  example: program(
    'DiscretizedLogistic, read, scalar, use',
    '// a white pixel where the location is black: far, and with a finite log-probability',
    'const d = DiscretizedLogistic.fromLogScale(scalar(-1), scalar(-5))',
    'const [nats = 0] = await read(d.logProb(scalar(1)))',
    'console.assert(nats < -290 && nats > -300)',
  ),
  figure: {
    kind: 'bars',
    at: centres,
    top: 0.8,
    settings: [
      { label: 'loc 0, scale 0.1, 16 bins', d: DiscretizedLogistic.make(scalar(0), scalar(0.1), bins) },
      { label: '0.4, 0.05', d: DiscretizedLogistic.make(scalar(0.4), scalar(0.05), bins) },
      { label: '−1.2, 0.3', d: DiscretizedLogistic.make(scalar(-1.2), scalar(0.3), bins) },
    ],
  },
}

export const delta: Page<'Delta'> = {
  title: 'Delta',
  purpose:
    'All probability at one value: a deterministic encoder as a posterior, and, in a mixture, the counts that are 0 more ' +
    'often than their law says.',
  constructors: {
    make: ['Delta.make(loc: Tensor<S>): Delta<S, []>', '`loc` any number'],
  },
  letters: 'μ is `loc`.',
  density: 'log p(x) = 0 at x = μ, −∞ elsewhere',
  support: '`loc` alone',
  states: { mean: 'μ', variance: '0', mode: 'μ', cdf: '0 below μ, 1 from there on' },
  lacks: {
    entropy: 'not stated: 0 as a law of one value, −∞ as a limit of densities',
    quantile: staircase,
  },
  gradient: 'location and scale',
  sample: 'x = μ: the gradient of a sample is that of `loc`. None flows through `logProb`.',
  outside: 'Elsewhere the log-probability is −∞ and has a zero gradient.',
  numerics: 'The value is compared exactly.',
  sources: ['By definition.'],
  example: program(
    'Delta, Mixture, Poisson, read, scalar, use, vector',
    '// counts that are 0 for another reason as well',
    'const p = Mixture.of(vector([0, 0]), [Delta.make(scalar(0)), Poisson.make(scalar(1))])',
    'const [nats = 0] = await read(p.logProb(scalar(0)))',
    'console.assert(Math.abs(nats - Math.log(0.5 + 0.5 * Math.exp(-1))) < 1e-6)',
  ),
  figure: {
    kind: 'bars',
    at: [-2, -1, 0, 1, 2, 3],
    top: 1.05,
    apart: true,
    settings: [
      { label: 'loc 0', d: Delta.make(scalar(0)) },
      { label: 'loc −1', d: Delta.make(scalar(-1)) },
      { label: 'loc 2', d: Delta.make(scalar(2)) },
    ],
  },
}
