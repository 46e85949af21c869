/** The pages of the families over positive numbers. */
import { Exponential, Gamma, HalfNormal, LogNormal } from '../../../src/distribution/index.js'
import { scalar } from '../../../src/tensor/index.js'
import { bounded, byLocScale, continuous, implicit, outsideFrom, type Page, program } from './page.js'

export const logNormal: Page<'LogNormal'> = {
  title: 'Log-normal',
  purpose:
    'The exponential of a Gaussian: a posterior or prior over positive latents such as scales, rates and weights, with ' +
    'the same gradients as the Gaussian.',
  constructors: byLocScale('LogNormal', 'of the logarithm, any number'),
  letters: 'μ is `loc`, σ is `scale`, both of log x; Φ is the cdf of the standard Gaussian.',
  density: 'log p(x) = −(log x − μ)²/2σ² − log x − log σ − ½ log 2π',
  support: 'x > 0',
  states: {
    entropy: 'μ + log σ + ½ + ½ log 2π',
    mean: 'exp(μ + σ²/2)',
    variance: '(exp σ² − 1) exp(2μ + σ²)',
    mode: 'exp(μ − σ²)',
    cdf: 'Φ((log x − μ)/σ)',
    quantile: 'exp(μ + σ Φ⁻¹(u))',
  },
  lacks: {},
  gradient: 'location and scale',
  sample: 'x = exp(μ + σε) with ε standard Gaussian: location and scale of the logarithm.',
  outside: outsideFrom('At 0 and below'),
  numerics:
    'The variance is computed in logarithms, since one of its factors may overflow where the other vanishes. A sample that ' +
    'underflows is 2⁻¹²⁵; one whose logarithm is above 88 is ∞.',
  sources: [`${continuous}, volume 1 (1994), chapter 14`],
  example: program(
    'Bijection, Gaussian, LogNormal, read, scalar, Transformed, use',
    '// the same as a Gaussian that went through exp',
    'const made = Transformed.make(Bijection.exp())(Gaussian.standard())',
    'const [a = 0] = await read(made.logProb(scalar(2)))',
    'const [b = 0] = await read(LogNormal.standard().logProb(scalar(2)))',
    'console.assert(Math.abs(a - b) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: 0,
    high: 5,
    top: 1.7,
    settings: [
      { label: 'loc 0, scale 1', d: LogNormal.make(scalar(0), scalar(1)) },
      { label: 'loc 0, scale 0.25', d: LogNormal.make(scalar(0), scalar(0.25)) },
      { label: 'loc 1, scale 0.25', d: LogNormal.make(scalar(1), scalar(0.25)) },
    ],
  },
}

export const halfNormal: Page<'HalfNormal'> = {
  title: 'Half-normal',
  purpose: 'The magnitude of a Gaussian around 0: a prior over scales that does not rule out 0.',
  constructors: {
    make: ['HalfNormal.make(scale: Tensor<S>): HalfNormal<S, []>', '`scale` above 0'],
    fromLogScale: [
      'HalfNormal.fromLogScale(logScale: Tensor<S>): HalfNormal<S, []>',
      `\`logScale\` ${bounded}`,
    ],
    standard: ['HalfNormal.standard(...event: E): HalfNormal<[], E>', 'scale 1 over an event of this shape'],
  },
  letters: 'σ is `scale`, the one of the Gaussian.',
  density: 'log p(x) = −x²/2σ² − log σ + ½ log 2/π',
  support: 'x ≥ 0',
  states: {
    entropy: 'log σ + ½ + ½ log π/2',
    mean: 'σ √(2/π)',
    variance: 'σ² (1 − 2/π)',
    mode: '0',
    cdf: 'erf(x/(σ√2))',
    quantile: 'σ√2 erf⁻¹(u)',
  },
  lacks: {},
  gradient: 'location and scale',
  sample: 'x = σ|ε| with ε standard Gaussian: by its scale.',
  outside: outsideFrom('Below 0'),
  numerics: 'A probability near 0 keeps its digits, in the cdf as in the quantile.',
  sources: [`${continuous}, volume 1 (1994), chapter 13`],
  example: program(
    'HalfNormal, read, scalar, use',
    'const prior = HalfNormal.make(scalar(2))',
    'const [inside = 0] = await read(prior.logProb(scalar(1)))',
    'const [outside = 0] = await read(prior.logProb(scalar(-1)))',
    'console.assert(Math.abs(inside + 1.0439385) < 1e-6 && outside === -Infinity)',
  ),
  figure: {
    kind: 'curves',
    low: 0,
    high: 5,
    top: 1.7,
    settings: [
      { label: 'scale 1', d: HalfNormal.make(scalar(1)) },
      { label: 'scale 0.5', d: HalfNormal.make(scalar(0.5)) },
      { label: 'scale 2', d: HalfNormal.make(scalar(2)) },
    ],
  },
}

export const exponential: Page<'Exponential'> = {
  title: 'Exponential',
  purpose:
    'The time until an event that may come at any moment: a prior over positive latents that favours 0.',
  constructors: {
    make: ['Exponential.make(rate: Tensor<S>): Exponential<S, []>', '`rate` above 0'],
    fromLogRate: [
      'Exponential.fromLogRate(logRate: Tensor<S>): Exponential<S, []>',
      `\`logRate\` ${bounded}`,
    ],
    standard: ['Exponential.standard(...event: E): Exponential<[], E>', 'rate 1 over an event of this shape'],
  },
  letters: 'λ is `rate`.',
  density: 'log p(x) = log λ − λx',
  support: 'x ≥ 0',
  states: {
    entropy: '1 − log λ',
    mean: '1/λ',
    variance: '1/λ²',
    mode: '0',
    cdf: '1 − exp −λx',
    quantile: '−log(1 − u)/λ',
  },
  lacks: {},
  gradient: 'location and scale',
  sample: 'x = ε/λ with ε of rate 1: by its scale.',
  outside: outsideFrom('Below 0'),
  numerics: 'cdf and quantile go by exp − 1 and log(1 + x): a probability near 0 keeps its digits.',
  sources: [`${continuous}, volume 1 (1994), chapter 19`],
  example: program(
    'Exponential, kl, read, scalar, use',
    '// log(3/1) + 1/3 − 1',
    'const [nats = 0] = await read(kl(Exponential.make(scalar(3)), Exponential.standard()))',
    'console.assert(Math.abs(nats - (Math.log(3) - 2 / 3)) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: 0,
    high: 5,
    top: 2.1,
    settings: [
      { label: 'rate 1', d: Exponential.make(scalar(1)) },
      { label: 'rate 0.5', d: Exponential.make(scalar(0.5)) },
      { label: 'rate 2', d: Exponential.make(scalar(2)) },
    ],
  },
}

export const gamma: Page<'Gamma'> = {
  title: 'Gamma',
  purpose:
    'A posterior or prior over positive latents, from a peak at 0 to nearly Gaussian; the prior over precisions and ' +
    'rates. Its samples carry a gradient to both parameters.',
  constructors: {
    make: [
      'Gamma.make(concentration: Tensor<S>, rate: Tensor<S>): Gamma<S, []>',
      '`concentration` and `rate` above 0',
    ],
    fromLogs: [
      'Gamma.fromLogs(logConcentration: Tensor<S>, logRate: Tensor<S>): Gamma<S, []>',
      `both ${bounded}`,
    ],
  },
  letters:
    'a is `concentration`, r is `rate`, Γ the gamma function, ψ the digamma function, P the regularised lower incomplete ' +
    'gamma function.',
  density: 'log p(x) = a log r + (a − 1) log x − rx − log Γ(a)',
  support: 'x ≥ 0; at 0 the density is ∞ for a < 1, r for a = 1, and 0 for a > 1',
  states: {
    entropy: 'a − log r + log Γ(a) + (1 − a) ψ(a)',
    mean: 'a/r',
    variance: 'a/r²',
    mode: '(a − 1)/r where a > 1, otherwise 0',
    cdf: 'P(a, rx)',
  },
  lacks: { quantile: 'no closed form: it inverts an incomplete gamma function' },
  gradient: 'implicit',
  sample: 'x = g/r with g of rate 1: by its scale, and to a by implicit differentiation of the cdf.',
  outside: outsideFrom('Below 0'),
  numerics:
    'Density and entropy keep their digits for concentrations from 1e-30 to 1e30, where log Γ and a log r nearly cancel. ' +
    'A sample that underflows is 2⁻¹²⁵.',
  sources: [`${continuous}, volume 1 (1994), chapter 17`, implicit],
  example: program(
    'Exponential, Gamma, kl, read, scalar, use',
    '// with concentration 1 it is the exponential distribution',
    'const [nats = 1] = await read(kl(Gamma.make(scalar(1), scalar(2)), Exponential.make(scalar(2))))',
    'console.assert(Math.abs(nats) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: 0,
    high: 8,
    top: 1.1,
    settings: [
      { label: 'concentration 0.5, rate 1', d: Gamma.make(scalar(0.5), scalar(1)) },
      { label: '1, 1', d: Gamma.make(scalar(1), scalar(1)) },
      { label: '3, 1', d: Gamma.make(scalar(3), scalar(1)) },
      { label: '9, 3', d: Gamma.make(scalar(9), scalar(3)) },
    ],
  },
}
