/** The pages of what makes a distribution of others. */
import * as Bijection from '../../../src/bijection/index.js'
import {
  Gaussian,
  Independent,
  Laplace,
  Logistic,
  Mixture,
  Transformed,
  Truncated,
  Uniform,
} from '../../../src/distribution/index.js'
import { fill, scalar, vector } from '../../../src/tensor/index.js'
import { type Combinator, outsideFrom, program } from './page.js'

const two = (value: number) => fill(value)(2)

export const independent: Combinator<'Independent'> = {
  title: 'Independent',
  purpose:
    'Moves batch axes into the event: 20 numbers for each of 32 examples become 32 vectors of 20 elements. What an encoder or ' +
    'decoder gives element by element becomes one q(z | x) or p(x | z) for each example.',
  constructors: {
    make: [
      'Independent.make(count)(d: Distribution<[...B, ...T], E>): Distribution<B, [...T, ...E]>',
      'the last `count` axes of the batch, at most as many as there are; the family stays the same',
    ],
    elements: [
      'Independent.elements(d: Member<F, B, E>): Member<F, [...B, ...E], []>',
      'the reverse, for families of numbers: each element a distribution of its own',
    ],
  },
  letters: '',
  density: 'log p(x) = Σ log p_i(x_i)',
  support: 'that of each element',
  states:
    'All that the elements can: entropies add, mean, variance, mode, cdf and quantile stay those of each element.',
  divergence: 'Those of the family: they add.',
  gradient: 'as its parts',
  sample: 'Each element by itself; gradients are those of the elements.',
  outside:
    'One element outside of its support makes the log-density −∞, with a zero gradient to that element.',
  numerics: 'The log-densities of an event are summed once, in float32.',
  sources: ['Dillon et al.: TensorFlow distributions (2017), section 3'],
  example: program(
    'Gaussian, Independent, ones, shapeOf, use, zeros',
    'const q = Independent.make(1)(Gaussian.make(zeros(32, 20), ones(32, 20)))',
    "console.assert(shapeOf(q.logProb(zeros(32, 20))).join() === '32')",
    "console.assert(shapeOf(Independent.elements(q).logProb(zeros(32, 20))).join() === '32,20')",
  ),
  figure: {
    kind: 'plane',
    settings: [
      { label: 'two Gaussian elements', d: Independent.make(1)(Gaussian.make(two(0), two(1))) },
      { label: 'two Laplace elements', d: Independent.make(1)(Laplace.make(two(0), two(0.7))) },
      { label: 'two uniform elements', d: Independent.make(1)(Uniform.make(two(-2), two(2))) },
    ],
  },
}

const components = Gaussian.make(vector([-2, 0, 3]), vector([0.6, 0.4, 1]))

export const mixture: Combinator<'Mixture'> = {
  title: 'Mixture',
  purpose:
    'A prior of several clusters, one density for them all, or a likelihood of several causes: counts that are 0 for a reason ' +
    'of their own.',
  constructors: {
    sameFamily: [
      'Mixture.sameFamily({ logits: Tensor<[...B, K]>, components: Distribution<[...B, K], E> }): Mixture<B, E>',
      '`logits` any numbers, of which the softmax is taken: one for each component in the last axis of the batch',
    ],
    of: [
      'Mixture.of(logits: Tensor<[...B, K]>, components: readonly Distribution<B, E>[]): Mixture<B, E>',
      'components of several families over the same axes, all with a density or all with probabilities',
    ],
  },
  letters: 'w = softmax(logits).',
  density: 'log p(x) = log Σ_k exp(log w_k + log p_k(x))',
  support: 'what lies in the support of any component',
  states:
    'Mean Σ w_k m_k, variance Σ w_k (v_k + (m_k − mean)²) and cdf Σ w_k F_k(x), each where all components can state what it is made of. ' +
    'Entropy, mode and quantile have no closed form.',
  divergence: 'None: `klMonteCarlo` estimates them.',
  gradient: 'none',
  sample:
    'A component by its weight, then a sample of it. No gradient flows through a sample; through `logProb` one flows to weights ' +
    'and components.',
  outside: outsideFrom('Where no component has a density'),
  numerics:
    'The sum is taken in logarithms; a component that has no density at x adds nothing to value or gradient.',
  sources: ['Bishop: Pattern recognition and machine learning (2006), section 9.2'],
  example: program(
    'Gaussian, Mixture, read, use, vector, zeros',
    '// a prior of two clusters',
    'const clusters = Gaussian.make(vector([-1, 1]), vector([1, 1]))',
    'const p = Mixture.sameFamily({ logits: zeros(2), components: clusters })',
    "console.assert((await read(p.mean())).join() === '0' && (await read(p.variance())).join() === '2')",
  ),
  figure: {
    kind: 'curves',
    low: -6,
    high: 7,
    top: 0.65,
    settings: [
      {
        label: 'logits 0 0 0',
        d: Mixture.sameFamily({
          logits: vector([0, 0, 0]),
          components,
        }),
      },
      {
        label: 'logits 0 1 0',
        d: Mixture.sameFamily({
          logits: vector([0, 1, 0]),
          components,
        }),
      },
      {
        label: 'logits −3 −3 0',
        d: Mixture.sameFamily({
          logits: vector([-3, -3, 0]),
          components,
        }),
      },
    ],
  },
}

export const transformed: Combinator<'Transformed'> = {
  title: 'Transformed',
  purpose:
    'What a bijection makes of samples of another distribution: normalising flows as posteriors and priors, and changes of scale.',
  constructors: {
    make: [
      'Transformed.make(bijection: Bijection<T>)(base: Distribution<B, [...S, ...T]>): Transformed<B, [...S, ...T]>',
      'any bijection whose event is the end of that of the base, which has a density',
    ],
  },
  letters: 'f is the bijection.',
  density: 'log p(y) = log p_base(f⁻¹(y)) + log |det ∂f⁻¹/∂y|',
  support: 'what f makes of the support of the base',
  states: 'Nothing beside `logProb`: what a bijection does to an entropy or a mean has no closed form.',
  divergence: 'None: `klMonteCarlo` estimates them.',
  gradient: 'as its parts',
  sample: 'y = f(x): a gradient flows to base and bijection where the base is reparameterised.',
  outside: outsideFrom('Where f reaches nothing'),
  numerics:
    'A bijection that remembers its last value (`Bijection.remembering`) is not inverted again for the log-density of its own sample.',
  sources: ['Rezende and Mohamed: Variational inference with normalizing flows (2015), section 3'],
  example: program(
    'Bijection, Gaussian, key, read, Transformed, use',
    '// shares between 0 and 1',
    'const d = Transformed.make(Bijection.sigmoid())(Gaussian.standard(100))',
    'const drawn = await read(d.sample(key(0)))',
    'console.assert(drawn.every((x) => x > 0 && x < 1))',
  ),
  figure: {
    kind: 'curves',
    low: -1.5,
    high: 4,
    top: 1.75,
    settings: [
      { label: 'Gaussian by sigmoid', d: Transformed.make(Bijection.sigmoid())(Gaussian.standard()) },
      {
        label: 'Gaussian by tanh',
        d: Transformed.make(Bijection.tanh())(Gaussian.make(scalar(0), scalar(0.7))),
      },
      { label: 'Gaussian by softplus', d: Transformed.make(Bijection.softplus())(Gaussian.standard()) },
    ],
  },
}

const [NONE, ALL] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

export const truncated: Combinator<'Truncated'> = {
  title: 'Truncated',
  purpose:
    'A distribution given that its number is in an interval: latents and data with limits, with samples through which a ' +
    'gradient flows.',
  constructors: {
    make: [
      'Truncated.make({ low: number, high: number })(d: Distribution<B, []>): Truncated<B>',
      'numbers of the host, `low` below `high`, −∞ and ∞ for an end that stays; a family of numbers with a density, a cdf and a ' +
        'quantile',
    ],
  },
  letters: 'F is the cdf of the distribution that is cut.',
  density: 'log p(x) − log(F(high) − F(low))',
  support: 'what of the support is from `low` to `high`, both included',
  states:
    'cdf (F(x) − F(low))/(F(high) − F(low)) and quantile F⁻¹(F(low) + u(F(high) − F(low))). Entropy, mean, variance and mode are not stated.',
  divergence: 'None: `klMonteCarlo` estimates them.',
  gradient: 'inverse cdf',
  sample: 'The quantile of a uniform number: by the inverse of the cdf.',
  outside: outsideFrom('Outside of the interval'),
  numerics:
    'Gaussian, Laplace and logistic distributions keep their digits in both tails: the logarithm of the mass between is off by some ' +
    '1e-7 of the logarithm of the tail that it is cut from. Others go by their cdf, and need a mass of 1e-3 for three digits. ' +
    'An interval without any mass is a fault that nothing finds.',
  sources: [
    'Johnson, Kotz and Balakrishnan: Continuous univariate distributions, volume 1 (1994), section 13.10.1',
  ],
  example: program(
    'Gaussian, HalfNormal, read, scalar, Truncated, use',
    '// a Gaussian cut at 0 is half-normal',
    'const cut = Truncated.make({ low: 0, high: Infinity })(Gaussian.standard())',
    'const [a = 0] = await read(cut.logProb(scalar(1)))',
    'const [b = 0] = await read(HalfNormal.standard().logProb(scalar(1)))',
    'console.assert(Math.abs(a - b) < 1e-6)',
  ),
  figure: {
    kind: 'curves',
    low: -4,
    high: 4,
    top: 1.7,
    breaks: [-1, 2, 1, -3, -2],
    settings: [
      { label: 'Gaussian from −1 to 2', d: Truncated.make({ low: -1, high: 2 })(Gaussian.standard()) },
      { label: 'Gaussian from 1 on', d: Truncated.make({ low: 1, high: ALL })(Gaussian.standard()) },
      { label: 'Logistic up to −2', d: Truncated.make({ low: NONE, high: -2 })(Logistic.standard()) },
    ],
  },
}
