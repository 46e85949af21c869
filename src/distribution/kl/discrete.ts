/** Divergences of families of single values. */
import {
  add,
  exp,
  expm1,
  less,
  maximum,
  mul,
  neg,
  select,
  shift,
  sigmoid,
  softplus,
  sub,
  scale as times,
} from '../../tensor/index.js'
import { filled } from '../support.js'
import { excess } from './gamma-shape.js'
import type { Divergence, FormsOf } from './relation.js'

/** σ(lq) log σ(lq)/σ(lp) + σ(−lq) log σ(−lq)/σ(−lp): terms that shrink with their factors, so nothing cancels */
const bernoulliBernoulli: Divergence<'Bernoulli', 'Bernoulli'> = (q, p) => {
  const outcome = (lq: typeof q.logits, lp: typeof p.logits): typeof q.logits =>
    mul(sigmoid(lq), sub(softplus(neg(lp)), softplus(neg(lq))))
  return add(outcome(q.logits, p.logits), outcome(neg(q.logits), neg(p.logits)))
}

/** λ − m log λ − H: of a value 0 or 1, log x! is 0 */
const bernoulliPoisson: Divergence<'Bernoulli', 'Poisson'> = (q, p, of) =>
  sub(sub(p.rate, mul(sigmoid(q.logits), p.logRate)), of.entropy())

/** −log p − m log(1 − p) − H */
const bernoulliGeometric: Divergence<'Bernoulli', 'Geometric'> = (q, p, of) =>
  sub(add(softplus(neg(p.logits)), mul(sigmoid(q.logits), softplus(p.logits))), of.entropy())

/** λq (log λq/λp + λp/λq − 1), written so that nothing cancels near equality */
const poissonPoisson: Divergence<'Poisson', 'Poisson'> = (q, p) => {
  const d = sub(p.logRate, q.logRate)
  return mul(q.rate, excess(d))
}

/** Below this log(1 + exp l) is exp l (1 − exp l / 2) to the last digit. */
const RARE = -15

/**
 * log pq/pp + (1 − pq)/pq · log (1 − pq)/(1 − pp). Where both are rare the factor may be infinite and the logarithm 0: there
 * their product is a quotient of the odds less 1.
 */
const geometricGeometric: Divergence<'Geometric', 'Geometric'> = (q, p) => {
  const [lq, lp] = [q.logits, p.logits]
  const first = sub(softplus(neg(lp)), softplus(neg(lq)))
  const rare = less(maximum(lq, lp), filled(RARE, lq))
  const [a, b] = [select(rare, filled(0, lq), lq), select(rare, filled(0, lp), lp)]
  const others = mul(exp(neg(a)), sub(softplus(b), softplus(a)))
  const [c, d] = [select(rare, lq, filled(RARE, lq)), select(rare, lp, filled(RARE, lp))]
  const [ofQ, ofP] = [times(0.5)(exp(c)), times(0.5)(exp(d))]
  const odds = add(mul(expm1(sub(d, c)), shift(1)(neg(ofP))), sub(ofQ, ofP))
  return add(first, select(rare, odds, others))
}

export const fromBernoulli: FormsOf<'Bernoulli'> = {
  Bernoulli: bernoulliBernoulli,
  Poisson: bernoulliPoisson,
  Geometric: bernoulliGeometric,
}
export const fromPoisson: FormsOf<'Poisson'> = { Poisson: poissonPoisson }
export const fromGeometric: FormsOf<'Geometric'> = { Geometric: geometricGeometric }
