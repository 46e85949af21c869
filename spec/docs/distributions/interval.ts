/** The pages of the families over an interval. */
import { Beta, ContinuousBernoulli, RelaxedBernoulli, Uniform } from '../../../src/distribution/index.js'
import { scalar } from '../../../src/tensor/index.js'
import { bounded, continuous, implicit, outsideFrom, type Page, program } from './page.js'

export const uniform: Page<'Uniform'> = {
  title: 'Uniform',
  purpose: 'A prior over a bounded latent that prefers no value, and the noise that makes pixels continuous.',
  constructors: {
    make: ['Uniform.make(low: Tensor<S>, high: Tensor<S>): Uniform<S, []>', '`high` above `low`'],
    standard: ['Uniform.standard(...event: E): Uniform<[], E>', 'from 0 to 1 over an event of this shape'],
    between: [
      'Uniform.between(low: number, high: number)(...event: E): Uniform<[], E>',
      'numbers of the host, finite, `low` below `high`: others are refused',
    ],
  },
  letters: 'a is `low`, b is `high`.',
  density: 'log p(x) = −log(b − a)',
  support: '`low` ≤ x ≤ `high`',
  states: {
    entropy: 'log(b − a)',
    mean: '(a + b)/2',
    variance: '(b − a)²/12',
    mode: '(a + b)/2, which stands for all values: none is more probable',
    cdf: '(x − a)/(b − a)',
    quantile: 'a + u(b − a)',
  },
  lacks: {},
  gradient: 'location and scale',
  sample: 'x = a + u(b − a) with u uniform on [0, 1): location and scale.',
  outside: outsideFrom('Below a and above b'),
  numerics: 'No sample leaves the interval, also where rounding would put it beyond b.',
  sources: [`${continuous}, volume 2 (1995), chapter 26`],
  example: program(
    'kl, read, scalar, Uniform, use',
    '// an interval inside of another: the logarithm of the ratio of their widths; else infinite',
    'const [nats = 0] = await read(kl(Uniform.make(scalar(0), scalar(1)), Uniform.make(scalar(-1), scalar(3))))',
    'const [never = 0] = await read(kl(Uniform.make(scalar(0), scalar(4)), Uniform.make(scalar(-1), scalar(3))))',
    'console.assert(Math.abs(nats - Math.log(4)) < 1e-6 && never === Infinity)',
  ),
  figure: {
    kind: 'curves',
    low: -2.5,
    high: 3.5,
    top: 1.15,
    breaks: [0, 1, -1, 3, -2, -0.5],
    settings: [
      { label: 'from 0 to 1', d: Uniform.make(scalar(0), scalar(1)) },
      { label: 'from −1 to 3', d: Uniform.make(scalar(-1), scalar(3)) },
      { label: 'from −2 to −0.5', d: Uniform.make(scalar(-2), scalar(-0.5)) },
    ],
  },
}

export const beta: Page<'Beta'> = {
  title: 'Beta',
  purpose:
    'A posterior or prior over probabilities and other latents between 0 and 1, and a likelihood of such data. Its ' +
    'samples carry a gradient to both concentrations.',
  constructors: {
    make: [
      'Beta.make(concentration1: Tensor<S>, concentration0: Tensor<S>): Beta<S, []>',
      'both above 0; `concentration1` draws towards 1, `concentration0` towards 0',
    ],
    fromLogs: [
      'Beta.fromLogs(logConcentration1: Tensor<S>, logConcentration0: Tensor<S>): Beta<S, []>',
      `both ${bounded}`,
    ],
  },
  letters:
    'a is `concentration1`, b is `concentration0`, B the beta function, ψ the digamma function, I the regularised ' +
    'incomplete beta function.',
  density: 'log p(x) = (a − 1) log x + (b − 1) log(1 − x) − log B(a, b)',
  support:
    '0 ≤ x ≤ 1; at an end the density is ∞ where its concentration is below 1, and 0 where it is above',
  states: {
    entropy: 'log B(a, b) − (a − 1) ψ(a) − (b − 1) ψ(b) + (a + b − 2) ψ(a + b)',
    mean: 'a/(a + b)',
    variance: 'ab/((a + b)² (a + b + 1))',
    mode: '(a − 1)/(a + b − 2) where both are above 1; otherwise the end of the smaller one, 0 if they are equal',
    cdf: 'I(a, b; x)',
  },
  lacks: { quantile: 'no closed form: it inverts an incomplete beta function' },
  gradient: 'implicit',
  sample: 'x = g₁/(g₁ + g₀) with gamma numbers: implicit, by differentiation of their cdf.',
  outside: outsideFrom('Below 0 and above 1'),
  numerics:
    'Density and entropy keep their digits for concentrations from 1e-30 to 1e30. Samples are strictly between 0 and 1.',
  sources: [`${continuous}, volume 2 (1995), chapter 25`, implicit],
  example: program(
    'Beta, kl, read, scalar, Uniform, use',
    '// with both concentrations 1 it is uniform',
    'const [nats = 1] = await read(kl(Beta.make(scalar(1), scalar(1)), Uniform.standard()))',
    'const [more = 0] = await read(kl(Beta.make(scalar(2), scalar(5)), Uniform.standard()))',
    'console.assert(Math.abs(nats) < 1e-6 && more > 0.4)',
  ),
  figure: {
    kind: 'curves',
    low: 0,
    high: 1,
    top: 3.1,
    settings: [
      { label: 'concentrations 0.5, 0.5', d: Beta.make(scalar(0.5), scalar(0.5)) },
      { label: '1, 1', d: Beta.make(scalar(1), scalar(1)) },
      { label: '2, 5', d: Beta.make(scalar(2), scalar(5)) },
      { label: '8, 4', d: Beta.make(scalar(8), scalar(4)) },
    ],
  },
}

export const continuousBernoulli: Page<'ContinuousBernoulli'> = {
  title: 'Continuous Bernoulli',
  purpose:
    'The likelihood of data in [0, 1], such as grey pixels, that has the form of the Bernoulli one and a normaliser: what ' +
    'the cross-entropy of grey pixels lacks to be a likelihood.',
  constructors: {
    fromLogits: [
      'ContinuousBernoulli.fromLogits(logits: Tensor<S>): ContinuousBernoulli<S, []>',
      '`logits` any number; 0 gives the uniform distribution',
    ],
  },
  letters: 'l is `logits`, m the mean.',
  density: 'log p(x) = xl − log((exp l − 1)/l)',
  support: '0 ≤ x ≤ 1',
  states: {
    entropy: 'log((exp l − 1)/l) − ml',
    mean: '1/(1 − exp −l) − 1/l',
    variance: '1/l² − 1/(4 sinh² l/2)',
    mode: '1 where l > 0, otherwise 0',
    cdf: '(exp lx − 1)/(exp l − 1)',
    quantile: 'log(1 + u(exp l − 1))/l',
  },
  lacks: {},
  gradient: 'inverse cdf',
  sample: 'The quantile of a uniform number: by the inverse of the cdf.',
  outside: outsideFrom('Below 0 and above 1'),
  numerics:
    'Near l = 0 each of these formulas is 0/0: there series take over, so that values and gradients are smooth. For large ' +
    'logits nothing overflows.',
  sources: ['Loaiza-Ganem and Cunningham: The continuous Bernoulli (2019), section 3'],
  example: program(
    'ContinuousBernoulli, read, use, vector',
    '// grey pixels: at logits of 0 every value has density 1',
    'const pixels = ContinuousBernoulli.fromLogits(vector([0, 2, -2]))',
    'const [uniform = 1, high = 0, low = 0] = await read(pixels.logProb(vector([0.3, 0.9, 0.1])))',
    'console.assert(Math.abs(uniform) < 1e-6 && Math.abs(high - low) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: 0,
    high: 1,
    top: 6.3,
    settings: [
      { label: 'logits 0', d: ContinuousBernoulli.fromLogits(scalar(0)) },
      { label: 'logits 2', d: ContinuousBernoulli.fromLogits(scalar(2)) },
      { label: 'logits −2', d: ContinuousBernoulli.fromLogits(scalar(-2)) },
      { label: 'logits 6', d: ContinuousBernoulli.fromLogits(scalar(6)) },
    ],
  },
}

const noMoment = 'no closed form: an expectation over logistic noise'

export const relaxedBernoulli: Page<'RelaxedBernoulli'> = {
  title: 'Relaxed Bernoulli',
  purpose:
    'A binary latent through which a gradient flows (binary Concrete): a sample is between 0 and 1, near one of them for a ' +
    'low temperature, and above ½ with the probability of a 1.',
  constructors: {
    fromLogits: [
      'RelaxedBernoulli.fromLogits(logits: Tensor<S>, temperature: Tensor<S> | number): RelaxedBernoulli<S, []>',
      '`logits` any number, `temperature` above 0',
    ],
    straightThrough: [
      'RelaxedBernoulli.straightThrough(logits: Tensor<S>, temperature: Tensor<S> | number): StraightThrough<S, []>',
      'a discrete distribution over 0 and 1, with `logProb`, entropy, moments and `cdf` of `Bernoulli`; the gradient of a ' +
        'sample is that of the relaxed number, and so biased',
    ],
  },
  letters: 'l is `logits`, τ is `temperature`, z = τ log x/(1 − x) − l, sigmoid(z) = 1/(1 + exp −z).',
  density: 'log p(x) = log τ − softplus(z) − softplus(−z) − log x(1 − x)',
  support: '0 < x < 1',
  states: {
    cdf: 'sigmoid(z)',
    quantile: 'sigmoid((l + log u/(1 − u))/τ)',
  },
  lacks: {
    entropy: noMoment,
    mean: noMoment,
    variance: noMoment,
    mode: 'not stated: below a temperature of 1 the density is unbounded at both ends',
  },
  gradient: 'inverse cdf',
  sample: 'x = sigmoid((l + ε)/τ) with ε logistic: by the inverse of the cdf.',
  outside: outsideFrom('At 0, at 1 and outside'),
  numerics: 'Samples are strictly between 0 and 1, also where the sigmoid rounds to one of them.',
  sources: [
    'Maddison, Mnih and Teh: The Concrete distribution (2017), appendix B',
    'Jang, Gu and Poole: Categorical reparameterization with Gumbel-softmax (2017)',
  ],
  example: program(
    'key, mean, read, RelaxedBernoulli, use, zeros, ones',
    '// half of the straight-through samples are 1',
    'const q = RelaxedBernoulli.straightThrough(zeros(10000), ones(10000))',
    'const [share = 0] = await read(mean()(q.sample(key(0))))',
    'console.assert(Math.abs(share - 0.5) < 5 * 0.5 / 100)',
  ),
  figure: {
    kind: 'curves',
    low: 0,
    high: 1,
    top: 3.1,
    open: true,
    settings: [
      { label: 'logits 0, temperature 1', d: RelaxedBernoulli.fromLogits(scalar(0), scalar(1)) },
      { label: '0, 0.5', d: RelaxedBernoulli.fromLogits(scalar(0), scalar(0.5)) },
      { label: '0, 2', d: RelaxedBernoulli.fromLogits(scalar(0), scalar(2)) },
      { label: '1, 0.5', d: RelaxedBernoulli.fromLogits(scalar(1), scalar(0.5)) },
    ],
  },
}
