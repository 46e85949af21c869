/** The pages of the families over shares that sum to 1, the choice of one class among them. */
import { Dirichlet, OneHotCategorical, RelaxedOneHotCategorical } from '../../../src/distribution/index.js'
import { scalar, vector } from '../../../src/tensor/index.js'
import { bounded, implicit, multivariate, noOrder, type Page, program } from './page.js'

export const oneHotCategorical: Page<'OneHotCategorical'> = {
  title: 'One-hot categorical',
  purpose:
    'One of K classes as a vector that is 1 there and 0 elsewhere: a discrete latent that a decoder takes as it is, and ' +
    'the likelihood of one-hot data.',
  constructors: {
    fromLogits: [
      'OneHotCategorical.fromLogits(logits: Tensor<[...B, K]>): OneHotCategorical<B, [K]>',
      'any numbers, of which the softmax is taken; −∞ makes a class impossible',
    ],
    fromProbabilities: [
      'OneHotCategorical.fromProbabilities(probabilities: Tensor<[...B, K]>): OneHotCategorical<B, [K]>',
      'from 0 to 1, divided by their sum; 0 counts as 2⁻¹²⁶',
    ],
  },
  letters: 'l are `logits`, p = softmax(l).',
  density: 'log p(x) = Σ x_k (l_k − log Σ exp l)',
  support: 'the K vectors of one 1 and zeros',
  states: {
    entropy: '−Σ p_k log p_k',
    mean: 'p',
    variance: 'p (1 − p)',
    mode: 'the vector of the first largest logit',
  },
  lacks: { cdf: noOrder, quantile: noOrder },
  gradient: 'none',
  sample:
    'The vector of the largest of l plus Gumbel noise. No gradient flows through a sample; through `logProb` one flows to ' +
    'the logits.',
  outside: 'Any other vector has log-probability −∞ and a zero gradient.',
  numerics: 'A class that cannot occur adds 0 to the entropy, and NaN to nothing.',
  sources: ['Maddison, Tarlow and Minka: A* sampling (2014), section 2'],
  example: program(
    'kl, OneHotCategorical, read, use, vector, zeros',
    '// a posterior over three classes, and its divergence from the uniform prior',
    'const q = OneHotCategorical.fromProbabilities(vector([0.5, 0.5, 0]))',
    'const [nats = 0] = await read(kl(q, OneHotCategorical.fromLogits(zeros(3))))',
    'console.assert(Math.abs(nats - Math.log(3 / 2)) < 1e-5)',
  ),
  figure: {
    kind: 'classes',
    top: 1,
    settings: [
      { label: 'logits 0 0 0', d: OneHotCategorical.fromLogits(vector([0, 0, 0])) },
      { label: 'logits 0 1 3', d: OneHotCategorical.fromLogits(vector([0, 1, 3])) },
      {
        label: 'logits 1 −∞ 0',
        d: OneHotCategorical.fromLogits(vector([1, Number.NEGATIVE_INFINITY, 0])),
      },
    ],
  },
}

const noMoment = 'no closed form: an expectation over Gumbel noise'

export const relaxedOneHotCategorical: Page<'RelaxedOneHotCategorical'> = {
  title: 'Relaxed one-hot categorical',
  purpose:
    'A choice among K classes through which a gradient flows (Concrete, Gumbel–softmax): a sample is a point of the simplex, ' +
    'close to a corner for a low temperature.',
  constructors: {
    fromLogits: [
      'RelaxedOneHotCategorical.fromLogits(logits: Tensor<[...B, K]>, temperature: Tensor<B> | number): RelaxedOneHotCategorical<B, [K]>',
      '`logits` any numbers, `temperature` above 0',
    ],
    straightThrough: [
      'RelaxedOneHotCategorical.straightThrough(logits: Tensor<[...B, K]>, temperature: Tensor<B> | number): StraightThrough<B, [K]>',
      'a discrete distribution over one-hot vectors, drawn as `OneHotCategorical` draws them; the gradient of a sample is that ' +
        'of the relaxed one, and so biased',
    ],
  },
  letters: 'l are `logits`, τ is `temperature`, K the number of classes.',
  density: 'log p(x) = log (K − 1)! + (K − 1) log τ + Σ (log softmax(l − τ log x) − log x)',
  support: 'the simplex without its faces: every x_k > 0, and they sum to 1 to within 1e-4',
  states: {},
  lacks: {
    entropy: noMoment,
    mean: noMoment,
    variance: noMoment,
    mode: 'not stated: for low temperatures the density is unbounded at the faces',
    cdf: noOrder,
    quantile: noOrder,
  },
  gradient: 'location and scale',
  sample: 'x = softmax((l + ε)/τ) with ε Gumbel: location and scale of the noise.',
  outside: 'Any other value has log-density −∞ and a zero gradient.',
  numerics: 'No share of a sample is below exp −80, so that its logarithm stays finite.',
  sources: [
    'Maddison, Mnih and Teh: The Concrete distribution (2017), equation 10',
    'Jang, Gu and Poole: Categorical reparameterization with Gumbel-softmax (2017)',
  ],
  example: program(
    'grad, key, mul, RelaxedOneHotCategorical, read, scalar, sum, type Tensor, use, vector',
    '// the gradient of a sample by the logits is not 0',
    'const reward = (logits: Tensor<[3]>) =>',
    '  sum()(mul(RelaxedOneHotCategorical.fromLogits(logits, scalar(0.5)).sample(key(0)), vector([1, 2, 3])))',
    'const slope = await read(grad(reward)(vector([0, 0, 0])))',
    'console.assert(slope.some((x) => Math.abs(x) > 1e-4))',
  ),
  figure: {
    kind: 'simplex',
    settings: [
      {
        label: 'logits 0 0 0, temperature 2',
        d: RelaxedOneHotCategorical.fromLogits(vector([0, 0, 0]), scalar(2)),
      },
      {
        label: '0 0 0, 0.5',
        d: RelaxedOneHotCategorical.fromLogits(vector([0, 0, 0]), scalar(0.5)),
      },
      {
        label: '0 0 2, 1',
        d: RelaxedOneHotCategorical.fromLogits(vector([0, 0, 2]), scalar(1)),
      },
    ],
  },
}

export const dirichlet: Page<'Dirichlet'> = {
  title: 'Dirichlet',
  purpose:
    'A posterior or prior over shares that sum to 1: topics of a document, weights of a mixture. With concentrations below 1 ' +
    'it favours few large shares.',
  constructors: {
    make: ['Dirichlet.make(concentration: Tensor<[...B, K]>): Dirichlet<B, [K]>', 'above 0, K at least 2'],
    fromLogConcentration: [
      'Dirichlet.fromLogConcentration(logConcentration: Tensor<[...B, K]>): Dirichlet<B, [K]>',
      bounded,
    ],
  },
  letters: 'α is `concentration`, s = Σ α_k, B(α) = Π Γ(α_k)/Γ(s), ψ the digamma function.',
  density: 'log p(x) = Σ (α_k − 1) log x_k − log B(α)',
  support:
    'the simplex: every x_k ≥ 0, and they sum to 1 to within 1e-4; where a share is 0 the density is 0 if one such α_k is ' +
    'above 1, else ∞ if one is below 1',
  states: {
    entropy: 'log B(α) + (s − K) ψ(s) − Σ (α_k − 1) ψ(α_k)',
    mean: 'α/s',
    variance: 'α (s − α)/(s² (s + 1))',
    mode: 'max(α_k − 1, 0) divided by their sum; where no α_k is above 1, the corner of the largest',
  },
  lacks: { cdf: noOrder, quantile: noOrder },
  gradient: 'implicit',
  sample: 'x = g/Σ g with gamma numbers g: implicit, by differentiation of their cdf.',
  outside: 'Any other value has log-density −∞ and a zero gradient.',
  numerics:
    'B(α) and the entropy are built by breaking off one share after the other, so that large terms do not cancel. Samples are ' +
    'drawn in logarithms, and no share of one is 0.',
  sources: [`${multivariate}, chapter 49`, implicit],
  example: program(
    'Dirichlet, kl, ones, read, use, vector',
    '// all concentrations 1: uniform on the simplex, with density 2 for three shares',
    'const prior = Dirichlet.make(ones(3))',
    'const [nats = 0] = await read(prior.logProb(vector([0.2, 0.3, 0.5])))',
    'const [none = 1] = await read(kl(prior, prior))',
    'console.assert(Math.abs(nats - Math.LN2) < 1e-6 && none === 0)',
  ),
  figure: {
    kind: 'simplex',
    settings: [
      { label: 'concentration 0.3 0.3 0.3', d: Dirichlet.make(vector([0.3, 0.3, 0.3])) },
      { label: '1 1 1', d: Dirichlet.make(vector([1, 1, 1])) },
      { label: '2 4 8', d: Dirichlet.make(vector([2, 4, 8])) },
    ],
  },
}
