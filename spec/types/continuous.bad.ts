// wrong programs: 17
import {
  Beta,
  Cauchy,
  ContinuousBernoulli,
  Gamma,
  Gumbel,
  Independent,
  kl,
  Logistic,
  LogNormal,
  ones,
  RelaxedBernoulli,
  StudentT,
  Uniform,
  zeros,
} from '../../src/index.js'

// ------------------------------------------------------------------ parameters

//! Logistic: loc [8, 2] and scale [2] differ
Logistic.make(zeros(8, 2), ones(2))
Logistic.make(zeros(8, 2), ones(8, 2)) //=
//! LogNormal: loc [3] and logScale [] differ
LogNormal.fromLogScale(zeros(3), zeros())
LogNormal.fromLogScale(zeros(3), zeros(3)) //=
//! StudentT: degreesOfFreedom [3] and loc [4] differ
StudentT.make(ones(3), zeros(4), ones(3))
StudentT.make(ones(3), zeros(3), ones(3)) //=
//! StudentT: degreesOfFreedom [] and scale [3] differ
StudentT.make(ones(), zeros(), ones(3))
StudentT.make(ones(), zeros(), ones()) //=
//! StudentT: degreesOfFreedom [3] and logScale [1] differ
StudentT.fromLogScale(ones(3), zeros(3), zeros(1))
StudentT.fromLogScale(ones(3), zeros(3), zeros(3)) //=
//! Uniform: low [3] and high [4] differ
Uniform.make(zeros(3), ones(4))
Uniform.make(zeros(3), ones(3)) //=
//! Gamma: concentration [3] and rate [] differ
Gamma.make(ones(3), ones())
Gamma.make(ones(3), ones(3)) //=
//! Gamma: logConcentration [2, 3] and logRate [3] differ
Gamma.fromLogs(zeros(2, 3), zeros(3))
Gamma.fromLogs(zeros(2, 3), zeros(2, 3)) //=
//! Beta: concentration1 [3] and concentration0 [4] differ
Beta.make(ones(3), ones(4))
Beta.make(ones(3), ones(3)) //=
//! Beta: logConcentration1 [3] and logConcentration0 [1] differ
Beta.fromLogs(zeros(3), zeros(1))
Beta.fromLogs(zeros(3), zeros(3)) //=
//! RelaxedBernoulli: logits [3] and temperature [1] differ
RelaxedBernoulli.fromLogits(zeros(3), ones(1))
RelaxedBernoulli.fromLogits(zeros(3), ones(3)) //=
//! RelaxedBernoulli: logits [3] and temperature [4] differ
RelaxedBernoulli.straightThrough(zeros(3), ones(4))
RelaxedBernoulli.straightThrough(zeros(3), ones(3)) //=

// ------------------------------------------------------------------ values

const shares = Independent.make(1)(ContinuousBernoulli.fromLogits(zeros(8, 784)))

//! logProb: value [8] is not batch [8] followed by event [784]
shares.logProb(zeros(8))
shares.logProb(zeros(8, 784)) //=
//! quantile: value [3] is not batch [] followed by event [4]
Gumbel.standard(4).quantile(zeros(3))
Gumbel.standard(4).quantile(zeros(4)) //=

// ------------------------------------------------------------------ what a family cannot state

//! Property 'mean' does not exist on type 'Cauchy<[3], []>'.
Cauchy.make(zeros(3), ones(3)).mean()
Cauchy.make(zeros(3), ones(3)).mode() //=
//! Property 'quantile' does not exist on type 'Gamma<[], []>'.
Gamma.make(ones(), ones()).quantile(ones())
Gamma.make(ones(), ones()).cdf(ones()) //=
//! kl: no closed form for Logistic from Cauchy; use klMonteCarlo
kl(Logistic.standard(3), Cauchy.standard(3))
kl(Cauchy.standard(3), Cauchy.standard(3)) //=
