/** The pages of the families of counts, a coin among them. */
import { Bernoulli, Binomial, Geometric, Poisson } from '../../../src/distribution/index.js'
import { scalar } from '../../../src/tensor/index.js'
import { bounded, noPath, notInSupport, type Page, program, staircase, upTo } from './page.js'

const univariate = 'Johnson, Kemp and Kotz: Univariate discrete distributions (2005)'
const sum = 'no closed form: a sum over all counts'

export const bernoulli: Page<'Bernoulli'> = {
  title: 'Bernoulli',
  purpose:
    'The likelihood of binary data, such as black and white pixels: the reconstruction term is the cross-entropy. A value ' +
    'between 0 and 1 counts as the expectation of a binary one.',
  constructors: {
    fromLogits: [
      'Bernoulli.fromLogits(logits: Tensor<S>): Bernoulli<S, []>',
      '`logits` any number: the logarithm of the odds of a 1',
    ],
    fromProbabilities: [
      'Bernoulli.fromProbabilities(probabilities: Tensor<S>): Bernoulli<S, []>',
      'from 0 to 1; 0 and 1 count as 2⁻¹²⁶ from there',
    ],
  },
  letters: 'l is `logits`, sigmoid(l) = 1/(1 + exp −l) the probability of a 1.',
  density: 'log p(x) = xl − log(1 + exp l)',
  support: '0 and 1',
  states: {
    entropy: 'sigmoid(l) log(1 + exp −l) + sigmoid(−l) log(1 + exp l)',
    mean: 'sigmoid(l)',
    variance: 'sigmoid(l) sigmoid(−l)',
    mode: '1 where l > 0, otherwise 0',
    cdf: '0 below 0, sigmoid(−l) from 0 on, 1 from 1 on',
  },
  lacks: { quantile: staircase },
  gradient: 'none',
  sample: noPath,
  outside:
    'Between 0 and 1 the formula goes on as a straight line, which is the expectation over a binary value. Beyond it goes on ' +
    'too: whether a value is between 0 and 1 is not looked at, since it would cost a look at every pixel in every step.',
  numerics: 'Nothing overflows for logits up to ±1e30, and a small entropy keeps its digits.',
  sources: [
    'Kingma and Welling: Auto-encoding variational Bayes (2013), appendix C.1',
    `${univariate}, chapter 3`,
  ],
  example: program(
    'Bernoulli, Independent, read, use, vector',
    '// the likelihood of two pixels',
    'const p = Independent.make(1)(Bernoulli.fromLogits(vector([0, Math.log(3)])))',
    'const [nats = 0] = await read(p.logProb(vector([1, 1])))',
    'console.assert(Math.abs(nats - Math.log(3 / 8)) < 1e-6)',
  ),
  figure: {
    kind: 'bars',
    at: [0, 1],
    top: 1,
    settings: [
      { label: 'logits 0', d: Bernoulli.fromLogits(scalar(0)) },
      { label: 'logits 1', d: Bernoulli.fromLogits(scalar(1)) },
      { label: 'logits −3', d: Bernoulli.fromLogits(scalar(-3)) },
    ],
  },
}

export const binomial: Page<'Binomial'> = {
  title: 'Binomial',
  purpose:
    'The likelihood of a number of successes among so many trials, such as pixels with few levels of grey.',
  constructors: {
    fromLogits: [
      'Binomial.fromLogits(count: Tensor<S>, logits: Tensor<S>): Binomial<S, []>',
      '`count` whole and at least 0, `logits` any number',
    ],
    fromProbabilities: [
      'Binomial.fromProbabilities(count: Tensor<S>, probabilities: Tensor<S>): Binomial<S, []>',
      '`count` whole and at least 0, `probabilities` from 0 to 1',
    ],
  },
  letters: 'n is `count`, l is `logits`, p = 1/(1 + exp −l), I the regularised incomplete beta function.',
  density: 'log p(k) = log n!/(k! (n − k)!) + kl − n log(1 + exp l)',
  support: '0, 1, …, `count`',
  states: {
    mean: 'np',
    variance: 'np(1 − p)',
    mode: '⌊(n + 1) p⌋, at most n',
    cdf: 'I(n − ⌊k⌋, ⌊k⌋ + 1; 1 − p)',
  },
  lacks: { entropy: sum, quantile: staircase },
  gradient: 'none',
  sample: noPath,
  outside: notInSupport,
  numerics:
    'The log-probability is a sum of deviances, so that for many trials nothing cancels. Few successes are drawn by their ' +
    'cdf, many by rejection: an exact draw in both cases.',
  sources: [
    `${univariate}, chapter 3`,
    'Loader: Fast and accurate computation of binomial probabilities (2000)',
    'Hörmann: The generation of binomial random variates (1993)',
  ],
  example: program(
    'Binomial, read, use, vector',
    '// two of five fair coins',
    'const d = Binomial.fromLogits(vector([5]), vector([0]))',
    'const [nats = 0] = await read(d.logProb(vector([2])))',
    'console.assert(Math.abs(nats - Math.log(10 / 32)) < 1e-6)',
  ),
  figure: {
    kind: 'bars',
    at: upTo(20),
    top: 0.3,
    settings: [
      { label: '20 trials, logits 0', d: Binomial.fromLogits(scalar(20), scalar(0)) },
      { label: '20, −2', d: Binomial.fromLogits(scalar(20), scalar(-2)) },
      { label: '10, 1', d: Binomial.fromLogits(scalar(10), scalar(1)) },
    ],
  },
}

export const poisson: Page<'Poisson'> = {
  title: 'Poisson',
  purpose: 'The likelihood of counts: words in a document, photons in a pixel, reads of a gene.',
  constructors: {
    make: ['Poisson.make(rate: Tensor<S>): Poisson<S, []>', '`rate` above 0'],
    fromLogRate: ['Poisson.fromLogRate(logRate: Tensor<S>): Poisson<S, []>', `\`logRate\` ${bounded}`],
  },
  letters: 'λ is `rate`, Q the regularised upper incomplete gamma function.',
  density: 'log p(k) = k log λ − λ − log k!',
  support: '0, 1, 2, …',
  states: { mean: 'λ', variance: 'λ', mode: '⌊λ⌋', cdf: 'Q(⌊k⌋ + 1, λ)' },
  lacks: { entropy: sum, quantile: staircase },
  gradient: 'none',
  sample: noPath,
  outside: notInSupport,
  numerics:
    'The log-probability is a sum of deviances, so that for large counts nothing cancels. Few events are drawn by their ' +
    'cdf, many by rejection: an exact draw in both cases.',
  sources: [
    `${univariate}, chapter 4`,
    'Loader: Fast and accurate computation of binomial probabilities (2000)',
    'Hörmann: The transformed rejection method for generating Poisson random variables (1993)',
  ],
  example: program(
    'kl, Poisson, read, use, vector',
    '// λ log λ/μ − λ + μ',
    'const [nats = 0] = await read(kl(Poisson.make(vector([2])), Poisson.make(vector([1]))))',
    'console.assert(Math.abs(nats - (2 * Math.LN2 - 1)) < 1e-6)',
  ),
  figure: {
    kind: 'bars',
    at: upTo(20),
    top: 0.4,
    settings: [
      { label: 'rate 1', d: Poisson.make(scalar(1)) },
      { label: 'rate 4', d: Poisson.make(scalar(4)) },
      { label: 'rate 10', d: Poisson.make(scalar(10)) },
    ],
  },
}

export const geometric: Page<'Geometric'> = {
  title: 'Geometric',
  purpose:
    'The likelihood or prior of a number of failures before the first success: lengths, waiting times in steps.',
  constructors: {
    fromLogits: [
      'Geometric.fromLogits(logits: Tensor<S>): Geometric<S, []>',
      '`logits` any number: the logarithm of the odds of a success',
    ],
    fromProbabilities: [
      'Geometric.fromProbabilities(probabilities: Tensor<S>): Geometric<S, []>',
      'from 0 to 1; 0 counts as 2⁻¹²⁶',
    ],
  },
  letters: 'l is `logits`; a success has probability 1/(1 + exp −l).',
  density: 'log p(k) = −k log(1 + exp l) − log(1 + exp −l)',
  support: '0, 1, 2, …',
  states: {
    entropy: 'log(1 + exp −l) + exp(−l) log(1 + exp l)',
    mean: 'exp −l',
    variance: 'exp(−l) (1 + exp −l)',
    mode: '0',
    cdf: '1 − exp(−(⌊k⌋ + 1) log(1 + exp l))',
  },
  lacks: { quantile: staircase },
  gradient: 'none',
  sample: noPath,
  outside: notInSupport,
  numerics: 'Rare successes keep their digits. The mean overflows to ∞ for logits below −88.',
  sources: [`${univariate}, chapter 5`],
  example: program(
    'Geometric, read, use, vector',
    '// a success in one of five trials: four failures before it',
    'const [mean = 0] = await read(Geometric.fromProbabilities(vector([0.2])).mean())',
    'console.assert(Math.abs(mean - 4) < 1e-5)',
  ),
  figure: {
    kind: 'bars',
    at: upTo(15),
    top: 0.8,
    settings: [
      { label: 'logits 0', d: Geometric.fromLogits(scalar(0)) },
      { label: 'logits 1', d: Geometric.fromLogits(scalar(1)) },
      { label: 'logits −1.5', d: Geometric.fromLogits(scalar(-1.5)) },
    ],
  },
}
