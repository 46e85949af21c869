/**
 * What others found for these experiments. D1: the values printed by the tutorial of the JAX AI stack, and the mean and
 * standard deviation of ten seeds of it run again. D3 to D5: mean and standard deviation over five seeds of a float64
 * implementation in NumPy, which reproduces D1.
 */
const spread = (value, s, digits = 2) => ({ kind: 'spread', value, spread: s, digits })
const run = (value, digits) => ({ kind: 'run', value, rounding: 0.5 * 10 ** -digits, digits })
const exact = (value, digits) => ({
  kind: 'exact',
  value,
  rounding: digits === 0 ? 0 : 0.5 * 10 ** -digits,
  digits,
})

export const references = {
  data: { 'pixel-mean Bernoulli': exact(24.63, 2) },
  D1: {
    'loss at step 0': run(0.771, 4),
    'loss at step 500': run(0.311, 4),
    'loss at step 1000': run(0.2783, 4),
    'loss at step 1500': run(0.2686, 4),
    'loss at step 2000': spread(0.263, 0.0013, 4),
  },
  'D3 L=2': { 'test −ELBO': spread(21.25, 0.13), 'test NLL': spread(20.93, 0.1) },
  'D3 L=8': {
    'test −ELBO': spread(19.32, 0.05),
    'test NLL': spread(18.59, 0.05),
    'active units': exact(8, 0),
  },
  'D4 L=8': { 'test −ELBO': spread(19.98, 0.07), 'test NLL': spread(18.25, 0.05) },
  'D5 L=8': { 'test KL': run(0.09, 2), 'collapse diagnosed': exact(1, 0) },
}

/** The importance-weighted bound makes a worse posterior and a better model than the ELBO. */
export const orders = [
  { quantity: 'test −ELBO', below: 'D3 L=8', above: 'D4 L=8' },
  { quantity: 'test NLL', below: 'D4 L=8', above: 'D3 L=8' },
]

/** How many seeds each experiment is run with, as in its reference. */
export const seedsOf = (name) => (name === 'data' ? 1 : name === 'D1' ? 10 : 5)
