/** The pages of the other families whose events are vectors. */
import {
  LowRankMultivariateGaussian,
  MultivariateGaussian,
  VonMisesFisher,
} from '../../../src/distribution/index.js'
import { matrix, scalar, vector } from '../../../src/tensor/index.js'
import { bounded, multivariate, noOrder, type Page, program } from './page.js'

const third = 1 / Math.sqrt(3)

export const vonMisesFisher: Page<'VonMisesFisher'> = {
  title: 'Von Mises–Fisher',
  purpose:
    'The posterior over directions of a hyperspherical autoencoder, whose prior is uniform on the sphere: no unit can collapse ' +
    'onto 0, and the concentration sets how much a code says.',
  constructors: {
    make: [
      'VonMisesFisher.make(loc: Tensor<[...B, D]>, concentration: Tensor<B>): VonMisesFisher<B, [D]>',
      '`loc` of length 1, D at least 2; `concentration` at least 0, where 0 is uniform',
    ],
    fromDirection: [
      'VonMisesFisher.fromDirection(direction: Tensor<[...B, D]>, logConcentration: Tensor<B>): VonMisesFisher<B, [D]>',
      `\`direction\` any vector, of which the length does not count (zeros stand for the first axis); \`logConcentration\` ${bounded}`,
    ],
  },
  letters:
    'μ is `loc`, κ is `concentration`, ν = D/2 − 1, I_ν the modified Bessel function, A(κ) = I_{ν+1}(κ)/I_ν(κ).',
  density: 'log p(x) = κ μᵀx + ν log κ − (D/2) log 2π − log I_ν(κ), with respect to the area of the sphere',
  support: 'vectors of length 1 to within 5e-5',
  states: {
    entropy: 'log I_ν(κ) − ν log κ + (D/2) log 2π − κ A(κ)',
    mean: 'A(κ) μ',
    variance: 'of each element: (A(κ)/κ) (1 − μ²) + A′(κ) μ²',
    mode: 'μ',
  },
  lacks: { cdf: noOrder, quantile: noOrder },
  gradient: 'implicit',
  sample:
    'The distance from μ by rejection, then a uniform direction around: to κ implicit, by differentiation of the cdf of the ' +
    'distance, to μ by a reflection.',
  outside: 'A vector of another length has log-density −∞ and a zero gradient.',
  numerics:
    'The Bessel functions are taken in logarithms and in ratios, so that nothing overflows from κ = 0 to 1e30; close to μ the ' +
    'density goes by the distance, where the cosine would lose it.',
  sources: [
    'Davidson et al.: Hyperspherical variational auto-encoders (2018)',
    'Mardia and Jupp: Directional statistics (2000), section 9.3',
    'Wood: Simulation of the von Mises Fisher distribution (1994)',
  ],
  example: program(
    'kl, read, scalar, use, vector, VonMisesFisher',
    '// the divergence from the uniform distribution does not depend on the direction',
    'const uniform = VonMisesFisher.make(vector([1, 0, 0]), scalar(0))',
    'const q = VonMisesFisher.make(vector([0, 1, 0]), scalar(10))',
    'const other = VonMisesFisher.make(vector([0, 0, -1]), scalar(10))',
    'const [nats = 0] = await read(kl(q, uniform))',
    'const [same = 0] = await read(kl(other, uniform))',
    'console.assert(nats > 1 && Math.abs(nats - same) < 1e-5)',
  ),
  figure: {
    kind: 'sphere',
    settings: [
      {
        label: 'loc x₁, concentration 10',
        d: VonMisesFisher.make(vector([1, 0, 0]), scalar(10)),
      },
      {
        label: 'loc (1, 1, 1)/√3, 100',
        d: VonMisesFisher.make(vector([third, third, third]), scalar(100)),
      },
      { label: 'loc x₃, 1', d: VonMisesFisher.make(vector([0, 0, 1]), scalar(1)) },
    ],
  },
}

export const multivariateGaussian: Page<'MultivariateGaussian'> = {
  title: 'Multivariate Gaussian',
  purpose:
    'A posterior whose latent units depend on each other, which brings the bound closer to the evidence than a Gaussian of ' +
    'independent elements can.',
  constructors: {
    fromScaleTril: [
      'MultivariateGaussian.fromScaleTril(loc: Tensor<[...B, D]>, scaleTril: Tensor<[...B, D, D]>): MultivariateGaussian<B, [D]>',
      '`scaleTril` lower triangular with a diagonal above 0; what stands above the diagonal is not looked at',
    ],
    fromCovariance: [
      'MultivariateGaussian.fromCovariance(loc: Tensor<[...B, D]>, covariance: Tensor<[...B, D, D]>): MultivariateGaussian<B, [D]>',
      '`covariance` symmetric and positive definite; one that is computed and is not gives NaN, which `fit` reports',
    ],
    fromTriangle: [
      'MultivariateGaussian.fromTriangle(loc: Tensor<[...B, D]>, triangle: Tensor<[...B, D(D + 1)/2]>): MultivariateGaussian<B, [D]>',
      `any numbers, as a network gives them: the rows of the lower triangle, with the logarithms of the diagonal, ${bounded}`,
    ],
  },
  letters: 'μ is `loc`, L is `scaleTril`, the Cholesky factor of the covariance Σ = L Lᵀ.',
  density: 'log p(x) = −½ |L⁻¹(x − μ)|² − Σ log l_ii − ½ D log 2π',
  support: 'all vectors of D real numbers',
  states: {
    entropy: 'Σ log l_ii + ½ D + ½ D log 2π',
    mean: 'μ',
    variance: 'the diagonal of L Lᵀ',
    mode: 'μ',
  },
  lacks: { cdf: noOrder, quantile: noOrder },
  gradient: 'location and scale',
  sample: 'x = μ + Lε with ε standard Gaussian: location and scale.',
  outside: 'Every vector is in the support.',
  numerics:
    'A triangular system is solved; the covariance is neither inverted nor, unless it is given, formed.',
  sources: [
    'Bishop: Pattern recognition and machine learning (2006), section 2.3',
    `${multivariate}, chapter 45`,
  ],
  example: program(
    'Gaussian, kl, MultivariateGaussian, read, use, vector, zeros',
    '// a posterior of two units that depend on each other, and its divergence from the prior',
    'const q = MultivariateGaussian.fromTriangle(zeros(2), vector([0, 1, 0]))',
    'const [nats = 0] = await read(kl(q, Gaussian.standard(2)))',
    'console.assert(Math.abs(nats - 0.5) < 1e-6)',
  ),
  figure: {
    kind: 'plane',
    settings: [
      {
        label: 'scaleTril 1, 0 1',
        d: MultivariateGaussian.fromScaleTril(
          vector([0, 0]),
          matrix([
            [1, 0],
            [0, 1],
          ]),
        ),
      },
      {
        label: '1, 1.2 0.5',
        d: MultivariateGaussian.fromScaleTril(
          vector([0, 0]),
          matrix([
            [1, 0],
            [1.2, 0.5],
          ]),
        ),
      },
      {
        label: 'loc (1, −1); 0.5, −0.9 0.9',
        d: MultivariateGaussian.fromScaleTril(
          vector([1, -1]),
          matrix([
            [0.5, 0],
            [-0.9, 0.9],
          ]),
        ),
      },
    ],
  },
}

export const lowRankMultivariateGaussian: Page<'LowRankMultivariateGaussian'> = {
  title: 'Low-rank multivariate Gaussian',
  purpose:
    'A multivariate Gaussian for many dimensions: as a likelihood, pixels that vary together along R directions; as a posterior, ' +
    'dependence at a cost that grows with D·R and not with D².',
  constructors: {
    make: [
      'LowRankMultivariateGaussian.make(loc: Tensor<[...B, D]>, factor: Tensor<[...B, D, R]>, scale: Tensor<[...B, D]>): LowRankMultivariateGaussian<B, [D]>',
      '`loc` and `factor` any numbers, `scale` above 0',
    ],
    fromLogScale: [
      'LowRankMultivariateGaussian.fromLogScale(loc: Tensor<[...B, D]>, factor: Tensor<[...B, D, R]>, logScale: Tensor<[...B, D]>): LowRankMultivariateGaussian<B, [D]>',
      `\`loc\` and \`factor\` any numbers, \`logScale\` ${bounded}`,
    ],
  },
  letters: 'μ is `loc`, W is `factor`, σ is `scale`, Σ = W Wᵀ + diag σ², M = I + Wᵀ diag σ⁻² W.',
  density:
    'log p(x) = −½ (x − μ)ᵀ Σ⁻¹ (x − μ) − Σ log σ_i − ½ log det M − ½ D log 2π, with Σ⁻¹ by the identity of Woodbury',
  support: 'all vectors of D real numbers',
  states: {
    entropy: 'Σ log σ_i + ½ log det M + ½ D + ½ D log 2π',
    mean: 'μ',
    variance: 'Σ_r w_ir² + σ_i²',
    mode: 'μ',
  },
  lacks: { cdf: noOrder, quantile: noOrder },
  gradient: 'location and scale',
  sample: 'x = μ + σε + Wη with ε and η standard Gaussian: location and scale.',
  outside: 'Every vector is in the support.',
  numerics:
    'M is never formed: the columns of W/σ are made orthogonal one after the other, so that no difference of squares loses its ' +
    'digits.',
  sources: [
    'Bishop: Pattern recognition and machine learning (2006), section 12.2.4',
    'Björck: Solving linear least squares problems by Gram-Schmidt orthogonalization (1967)',
  ],
  example: program(
    'LowRankMultivariateGaussian, matrix, ones, read, use, vector',
    'const q = LowRankMultivariateGaussian.make(vector([0, 0]), matrix([[2], [3]]), ones(2))',
    "console.assert((await read(q.variance())).join() === '5,10')",
  ),
  figure: {
    kind: 'plane',
    settings: [
      {
        label: 'factor 1, 1; scale 0.3',
        d: LowRankMultivariateGaussian.make(vector([0, 0]), matrix([[1], [1]]), vector([0.3, 0.3])),
      },
      {
        label: 'factor 1.5, −0.5; scale 0.3',
        d: LowRankMultivariateGaussian.make(vector([0, 0]), matrix([[1.5], [-0.5]]), vector([0.3, 0.3])),
      },
      {
        label: 'factor 0, 0; scale 1, 0.3',
        d: LowRankMultivariateGaussian.make(vector([0, 0]), matrix([[0], [0]]), vector([1, 0.3])),
      },
    ],
  },
}
