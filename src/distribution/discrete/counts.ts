/**
 * Log-probabilities of counts, to the last digits for counts of every size: the logarithms of factorials and powers
 * would meet and cancel, so each is made of what Stirling's formula leaves, and of relative distances from the mean.
 */
import { logGammaHeight } from '../../special/gamma-ratio.js'
import { digammaOf } from '../../special/polygamma.js'
import { softplusOf } from '../../tensor/activation.js'
import { type Expression, input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import {
  add,
  and,
  compare,
  log,
  logistic,
  maximum,
  minimum,
  multiply,
  negate,
  plus,
  select,
  subtract,
} from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { onSupport } from '../support.js'
import { isCount } from './support.js'

/** log(mᵏ e⁻ᵐ / k!) for k of at least 1; that of 0 is −m. */
const poisson = (k: Expression, mean: Expression, logMean: Expression): Expression =>
  logGammaHeight({ a: k, z: mean, logZ: logMean })

/** The logarithm of the probability of k events, k whole and at least 0, where so many are expected. */
const ofEvents = (k: Expression, rate: Expression, logRate: Expression): Expression =>
  composite(
    'logPoisson',
    [k, rate, logRate],
    ([x = k, m = rate, logM = logRate]) => {
      const one = splatLike(1, x)
      return select(compare('LT')(x, one), negate(m), poisson(maximum(x, one), m, logM))
    },
    (n, g) => {
      const [x, logM] = [input(n, 0), input(n, 2)]
      return [multiply(g, subtract(logM, digammaOf(plus(x, 1)))), negate(g), multiply(g, x)]
    },
  )

/**
 * The logarithm of the probability of k successes in n trials, both whole, 0 ≤ k ≤ n, at these logits. Two independent
 * numbers of events, of which the sum is known, are binomial: so it is that of k times that of n − k, by that of n.
 */
const ofSuccesses = (k: Expression, count: Expression, logits: Expression): Expression =>
  composite(
    'logBinomial',
    [k, count, logits],
    ([x = k, n = count, l = logits]) => {
      const [one, zero] = [splatLike(1, x), splatLike(0, x)]
      const [logP, logQ] = [negate(softplusOf(negate(l))), negate(softplusOf(l))]
      const trials = maximum(n, splatLike(2, n))
      const some = minimum(maximum(x, one), plus(trials, -1))
      const logTrials = log(trials)
      const successes = poisson(some, multiply(trials, logistic(l)), add(logTrials, logP))
      const failures = poisson(
        subtract(trials, some),
        multiply(trials, logistic(negate(l))),
        add(logTrials, logQ),
      )
      const between = subtract(add(successes, failures), poisson(trials, trials, logTrials))
      const all = select(compare('EQ')(x, n), multiply(n, logP), between)
      return select(compare('EQ')(x, zero), multiply(n, logQ), all)
    },
    (node, g) => {
      const [x, n, l] = [input(node, 0), input(node, 1), input(node, 2)]
      const failed = subtract(n, x)
      const growth = digammaOf(plus(failed, 1))
      const slopes = [
        add(l, subtract(growth, digammaOf(plus(x, 1)))),
        subtract(subtract(digammaOf(plus(n, 1)), growth), softplusOf(l)),
        subtract(multiply(x, logistic(negate(l))), multiply(failed, logistic(l))),
      ]
      return slopes.map((slope) => multiply(g, slope))
    },
  )

/** The logarithm of the probability of any number of events: −∞ of what is no number of events. */
export const logPoisson = (x: Expression, rate: Expression, logRate: Expression): Expression =>
  onSupport(isCount(x), x, 0, (k) => ofEvents(k, rate, logRate))

/** The logarithm of the probability of any number of successes: −∞ of what is none among so many trials. */
export const logBinomial = (x: Expression, count: Expression, logits: Expression): Expression =>
  onSupport(and(isCount(x), compare('LE')(x, count)), x, 0, (k) => ofSuccesses(k, count, logits))
