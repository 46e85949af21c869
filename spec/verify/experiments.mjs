/** The experiments by name: each takes the digits and a seed, and gives numbers by the names of `references.mjs`. */
import { bernoulli, betaElboOf, elboOf, importanceWeightedOf } from './bernoulli.mjs'
import { pixelMeanBaseline } from './digits.mjs'
import { published } from './published.mjs'

export const experiments = {
  data: async (digits) => ({ 'pixel-mean Bernoulli': pixelMeanBaseline(digits) }),
  D1: published,
  'D3 L=2': bernoulli({ latent: 2, bound: elboOf }),
  'D3 L=8': bernoulli({ latent: 8, bound: elboOf }),
  'D4 L=8': bernoulli({ latent: 8, bound: importanceWeightedOf(5) }),
  'D5 L=8': bernoulli({ latent: 8, bound: betaElboOf(4) }),
}
