/** The pages of the families over all real numbers. */
import { Cauchy, Gaussian, Gumbel, Laplace, Logistic, StudentT } from '../../../src/distribution/index.js'
import { scalar } from '../../../src/tensor/index.js'
import { bounded, byLocScale, continuous, implicit, type Page, program } from './page.js'

const support = 'all real numbers'
const outside = 'Every number is in the support.'

export const gaussian: Page<'Gaussian'> = {
  title: 'Gaussian',
  purpose:
    'The usual posterior q(z | x) and prior p(z) of a variational autoencoder. As a likelihood of real-valued data it ' +
    'makes of the reconstruction term a squared error, weighted by 1/2σ².',
  constructors: byLocScale('Gaussian'),
  letters: 'μ is `loc`, σ is `scale`, Φ the cdf of the standard Gaussian.',
  density: 'log p(x) = −(x − μ)²/2σ² − log σ − ½ log 2π',
  support,
  states: {
    entropy: 'log σ + ½ + ½ log 2π',
    mean: 'μ',
    variance: 'σ²',
    mode: 'μ',
    cdf: 'Φ((x − μ)/σ)',
    quantile: 'μ + σ Φ⁻¹(u)',
  },
  lacks: {},
  gradient: 'location and scale',
  sample: 'x = μ + σε with ε standard Gaussian: location and scale.',
  outside,
  numerics:
    'The cdf goes by the complementary error function, so that a small probability in the lower tail keeps its digits. ' +
    'The scale is held beside its logarithm: whichever was given, nothing is rounded twice.',
  sources: [
    'Kingma and Welling: Auto-encoding variational Bayes (2013), section 2.4',
    `${continuous}, volume 1 (1994), chapter 13`,
  ],
  example: program(
    'Gaussian, Independent, kl, read, use, vector',
    '// a posterior over two latent units, and its divergence from the prior',
    'const q = Independent.make(1)(Gaussian.fromLogScale(vector([1, -1]), vector([0, 0])))',
    'const [nats = 0] = await read(kl(q, Gaussian.standard(2)))',
    'console.assert(Math.abs(nats - 1) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: -6,
    high: 6,
    top: 0.85,
    settings: [
      { label: 'loc 0, scale 1', d: Gaussian.make(scalar(0), scalar(1)) },
      { label: 'loc 0, scale 0.5', d: Gaussian.make(scalar(0), scalar(0.5)) },
      { label: 'loc 0, scale 2', d: Gaussian.make(scalar(0), scalar(2)) },
      { label: 'loc −3, scale 1', d: Gaussian.make(scalar(-3), scalar(1)) },
    ],
  },
}

export const laplace: Page<'Laplace'> = {
  title: 'Laplace',
  purpose:
    'A posterior or prior with a sharp peak and heavier tails than a Gaussian, which favours sparse codes. As a ' +
    'likelihood it makes of the reconstruction term an absolute error, so that single outliers weigh less.',
  constructors: byLocScale('Laplace'),
  letters: 'μ is `loc`, b is `scale`.',
  density: 'log p(x) = −|x − μ|/b − log 2b',
  support,
  states: {
    entropy: '1 + log 2b',
    mean: 'μ',
    variance: '2b²',
    mode: 'μ',
    cdf: '½ exp((x − μ)/b) below μ, 1 − ½ exp(−(x − μ)/b) from there on',
    quantile: 'μ + b log 2u below u = ½, μ − b log 2(1 − u) from there on',
  },
  lacks: {},
  gradient: 'location and scale',
  sample: 'x = μ + bε with ε standard Laplace: location and scale.',
  outside,
  numerics:
    'Each tail of the cdf is computed by itself, so that a small probability keeps its digits. At x = μ the density has ' +
    'a kink, where the gradient is taken to be 0.',
  sources: [
    'Kotz, Kozubowski and Podgórski: The Laplace distribution and generalizations (2001), chapter 2',
    `${continuous}, volume 2 (1995), chapter 24`,
  ],
  example: program(
    'Laplace, read, use, vector, zeros',
    '// the log-likelihood of data by an absolute error',
    'const p = Laplace.fromLogScale(vector([1, 2]), zeros(2))',
    'const [near = 0, far = 0] = await read(p.logProb(vector([1, 5])))',
    'console.assert(Math.abs(near + Math.LN2) < 1e-6 && Math.abs(near - far - 3) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: -6,
    high: 6,
    top: 1.05,
    breaks: [0, -3],
    settings: [
      { label: 'loc 0, scale 1', d: Laplace.make(scalar(0), scalar(1)) },
      { label: 'loc 0, scale 0.5', d: Laplace.make(scalar(0), scalar(0.5)) },
      { label: 'loc 0, scale 2', d: Laplace.make(scalar(0), scalar(2)) },
      { label: 'loc −3, scale 1', d: Laplace.make(scalar(-3), scalar(1)) },
    ],
  },
}

export const logistic: Page<'Logistic'> = {
  title: 'Logistic',
  purpose:
    'Noise whose cdf is the sigmoid: what makes a relaxed Bernoulli sample of logits, and, cut into bins, the ' +
    'likelihood of pixels with 256 levels. Also a prior with tails between those of Gaussian and Laplace.',
  constructors: byLocScale('Logistic'),
  letters: 'μ is `loc`, s is `scale`, z = (x − μ)/s, sigmoid(z) = 1/(1 + exp −z).',
  density: 'log p(x) = −z − 2 log(1 + exp −z) − log s',
  support,
  states: {
    entropy: 'log s + 2',
    mean: 'μ',
    variance: 'π²s²/3',
    mode: 'μ',
    cdf: 'sigmoid(z)',
    quantile: 'μ + s log u/(1 − u)',
  },
  lacks: {},
  gradient: 'location and scale',
  sample: 'x = μ + sε with ε standard logistic, the log-odds of a uniform number: location and scale.',
  outside,
  numerics: 'The density is a sum of two softplus, so that neither tail overflows.',
  sources: [`${continuous}, volume 2 (1995), chapter 23`],
  example: program(
    'Logistic, read, scalar, sigmoid, use',
    'const d = Logistic.make(scalar(1), scalar(2))',
    'const [below = 0] = await read(d.cdf(scalar(3)))',
    'const [expected = 0] = await read(sigmoid(scalar(1)))',
    'console.assert(Math.abs(below - expected) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: -8,
    high: 8,
    top: 0.55,
    settings: [
      { label: 'loc 0, scale 1', d: Logistic.make(scalar(0), scalar(1)) },
      { label: 'loc 0, scale 0.5', d: Logistic.make(scalar(0), scalar(0.5)) },
      { label: 'loc 0, scale 2', d: Logistic.make(scalar(0), scalar(2)) },
      { label: 'loc −4, scale 1', d: Logistic.make(scalar(-4), scalar(1)) },
    ],
  },
}

export const gumbel: Page<'Gumbel'> = {
  title: 'Gumbel',
  purpose:
    'The law of maxima. Added to logits, standard Gumbel noise makes the largest of them a draw from a categorical ' +
    'distribution, and its softmax a relaxed one.',
  constructors: byLocScale('Gumbel'),
  letters: 'μ is `loc`, β is `scale`, z = (x − μ)/β, γ = 0.5772… is the constant of Euler.',
  density: 'log p(x) = −z − exp −z − log β',
  support,
  states: {
    entropy: 'log β + γ + 1',
    mean: 'μ + γβ',
    variance: 'π²β²/6',
    mode: 'μ',
    cdf: 'exp(−exp −z)',
    quantile: 'μ − β log(−log u)',
  },
  lacks: {},
  gradient: 'location and scale',
  sample: 'x = μ + βε with ε standard Gumbel: location and scale.',
  outside,
  numerics:
    'Far to the left exp −z overflows: there the log-density is −∞, which it is to float32, and not NaN.',
  sources: [`${continuous}, volume 2 (1995), chapter 22`],
  example: program(
    'Gumbel, read, scalar, use',
    '// half of all values are below the median',
    'const d = Gumbel.make(scalar(1), scalar(2))',
    'const [half = 0] = await read(d.cdf(d.quantile(scalar(0.5))))',
    'console.assert(Math.abs(half - 0.5) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: -6,
    high: 10,
    top: 0.8,
    settings: [
      { label: 'loc 0, scale 1', d: Gumbel.make(scalar(0), scalar(1)) },
      { label: 'loc 0, scale 0.5', d: Gumbel.make(scalar(0), scalar(0.5)) },
      { label: 'loc 0, scale 2', d: Gumbel.make(scalar(0), scalar(2)) },
      { label: 'loc 4, scale 1', d: Gumbel.make(scalar(4), scalar(1)) },
    ],
  },
}

const noMoment = 'does not exist: the integral diverges'

export const cauchy: Page<'Cauchy'> = {
  title: 'Cauchy',
  purpose:
    'A prior or likelihood with tails so heavy that no outlier surprises it. It has neither mean nor variance, so a ' +
    'loss that needs one does not compile.',
  constructors: byLocScale('Cauchy'),
  letters: 'μ is `loc`, which is the median, s is `scale`, z = (x − μ)/s.',
  density: 'log p(x) = −log π − log s − log(1 + z²)',
  support,
  states: {
    entropy: 'log 4πs',
    mode: 'μ',
    cdf: '½ + (arctan z)/π',
    quantile: 'μ + s tan π(u − ½)',
  },
  lacks: { mean: noMoment, variance: noMoment },
  gradient: 'location and scale',
  sample: 'x = μ + sε with ε standard Cauchy: location and scale.',
  outside,
  numerics:
    'log(1 + z²) does not square what would overflow. Each tail of the cdf is computed by itself; so is the quantile ' +
    'near 0 and 1.',
  sources: [`${continuous}, volume 1 (1994), chapter 16`],
  example: program(
    'Cauchy, kl, read, scalar, use',
    '// between two of the same scale: log(1 + distance²/4)',
    'const [nats = 0] = await read(kl(Cauchy.make(scalar(2), scalar(1)), Cauchy.standard()))',
    'console.assert(Math.abs(nats - Math.LN2) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: -8,
    high: 8,
    top: 0.7,
    settings: [
      { label: 'loc 0, scale 1', d: Cauchy.make(scalar(0), scalar(1)) },
      { label: 'loc 0, scale 0.5', d: Cauchy.make(scalar(0), scalar(0.5)) },
      { label: 'loc 0, scale 2', d: Cauchy.make(scalar(0), scalar(2)) },
      { label: 'loc −4, scale 1', d: Cauchy.make(scalar(-4), scalar(1)) },
    ],
  },
}

export const studentT: Page<'StudentT'> = {
  title: "Student's t",
  purpose:
    'A Gaussian whose variance is uncertain: between Cauchy (one degree of freedom) and Gaussian (many). As a likelihood ' +
    'it forgives outliers; as a prior it lets single latent units be far from 0.',
  constructors: {
    make: [
      'StudentT.make(degreesOfFreedom: Tensor<S>, loc: Tensor<S>, scale: Tensor<S>): StudentT<S, []>',
      '`degreesOfFreedom` and `scale` above 0, not necessarily whole; `loc` any number',
    ],
    fromLogScale: [
      'StudentT.fromLogScale(degreesOfFreedom: Tensor<S>, loc: Tensor<S>, logScale: Tensor<S>): StudentT<S, []>',
      `\`degreesOfFreedom\` above 0, \`loc\` any number, \`logScale\` ${bounded}`,
    ],
  },
  letters:
    'ν is `degreesOfFreedom`, μ is `loc`, s is `scale`, z = (x − μ)/s, B the beta function, ψ the digamma function, I the ' +
    'regularised incomplete beta function.',
  density: 'log p(x) = −(ν + 1)/2 · log(1 + z²/ν) − log s − log(√ν B(½, ν/2))',
  support,
  states: {
    entropy: '(ν + 1)/2 · (ψ((ν + 1)/2) − ψ(ν/2)) + log(√ν B(½, ν/2)) + log s',
    mean: 'μ where ν > 1; otherwise there is none, stated as ∞',
    variance: 's²ν/(ν − 2) where ν > 2, otherwise ∞',
    mode: 'μ',
    cdf: '½ I(ν/2, ½; ν/(ν + z²)) for z below 0, 1 minus that above',
  },
  lacks: { quantile: 'no closed form: it inverts an incomplete beta function' },
  gradient: 'implicit',
  sample:
    'x = μ + sε/√(g/(ν/2)) with ε standard Gaussian and g a gamma number of concentration ν/2: location and scale, and to ν ' +
    'by implicit differentiation of the cdf of g.',
  outside,
  numerics:
    'log(1 + z²/ν) does not square what would overflow; the entropy takes the difference of two digamma functions as one ' +
    'function, so that it keeps its digits for many degrees of freedom.',
  sources: [`${continuous}, volume 2 (1995), chapter 28`, implicit],
  example: program(
    'Cauchy, read, scalar, StudentT, use',
    '// with one degree of freedom it is the Cauchy distribution',
    'const t = StudentT.make(scalar(1), scalar(0), scalar(1))',
    'const [one = 0] = await read(t.logProb(scalar(3)))',
    'const [other = 0] = await read(Cauchy.standard().logProb(scalar(3)))',
    'console.assert(Math.abs(one - other) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: -6,
    high: 6,
    top: 0.42,
    settings: [
      { label: '1 degree of freedom', d: StudentT.make(scalar(1), scalar(0), scalar(1)) },
      { label: '3', d: StudentT.make(scalar(3), scalar(0), scalar(1)) },
      { label: '30', d: StudentT.make(scalar(30), scalar(0), scalar(1)) },
      { label: '3, loc 2, scale 2', d: StudentT.make(scalar(3), scalar(2), scalar(2)) },
    ],
  },
}
