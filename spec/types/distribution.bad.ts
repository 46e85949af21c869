// wrong programs: 19
import { function as F } from 'fp-ts'
import {
  Bernoulli,
  Gaussian,
  Independent,
  kl,
  klMonteCarlo,
  Laplace,
  Logistic,
  ones,
  Poisson,
  zeros,
} from '../../src/index.js'

const pixels = F.pipe(Bernoulli.fromLogits(zeros(128, 784)), Independent.make(1))
const code = F.pipe(Gaussian.make(zeros(128, 20), ones(128, 20)), Independent.make(1))
const coins = F.pipe(Bernoulli.fromLogits(zeros(20)), Independent.make(1))
const standard = Gaussian.standard(20)
const sparse = Laplace.standard(20)
const each = Gaussian.make(zeros(32, 20), ones(32, 20))

// ------------------------------------------------------------------ a value is a batch of events; nothing is broadcast

//! logProb: value [128, 1, 28, 28] is not batch [128] followed by event [784]
pixels.logProb(zeros(128, 1, 28, 28))
pixels.logProb(zeros(128, 784)) //=
//! logProb: value [784] is not batch [128] followed by event [784]
pixels.logProb(zeros(784))
pixels.logProb(zeros(128, 784)) //=
//! logProb: value [128, 1] is not batch [128] followed by event [784]
pixels.logProb(zeros(128, 1))
pixels.logProb(zeros(128, 784)) //=
//! logProb: value [128, 128] is not batch [128] followed by event [20]
code.logProb(zeros(128, 128))
code.logProb(zeros(128, 20)) //=
//! cdf: value [20] is not batch [128] followed by event [20]
code.cdf(zeros(20))
code.cdf(zeros(128, 20)) //=

// ------------------------------------------------------------------ parameters

//! Gaussian: loc [128, 20] and scale [20] differ
Gaussian.make(zeros(128, 20), ones(20))
Gaussian.make(zeros(128, 20), ones(128, 20)) //=
//! Gaussian: loc [3] and logScale [4] differ
Gaussian.fromLogScale(zeros(3), zeros(4))
Gaussian.fromLogScale(zeros(3), zeros(3)) //=
//! Laplace: loc [3] and scale [4] differ
Laplace.make(zeros(3), ones(4))
Laplace.make(zeros(3), ones(3)) //=
//! Laplace: loc [3] and logScale [1] differ
Laplace.fromLogScale(zeros(3), zeros(1))
Laplace.fromLogScale(zeros(3), zeros(3)) //=
//! Independent: 3 axes cannot be moved out of batch [32, 20]
F.pipe(each, Independent.make(3))
F.pipe(each, Independent.make(2)) //=

// ------------------------------------------------------------------ divergences

//! kl: no closed form for Gaussian from Bernoulli; use klMonteCarlo
kl(standard, coins)
kl(standard, sparse) //=
//! kl: event [20] of Gaussian and [2] of Laplace differ
kl(code, Laplace.standard(2))
kl(code, Laplace.standard(20)) //=
//! kl: event [] of Gaussian and [20] of Gaussian differ
kl(each, Gaussian.standard(20))
kl(each, Gaussian.standard()) //=
const four = Gaussian.make(zeros(4), ones(4))
const three = Gaussian.make(zeros(3), ones(3))
//! kl: cannot broadcast [4] with [3] (4 vs 3)
kl(four, three)
kl(four, four) //=
//! kl: no closed form for Gaussian from Logistic; use klMonteCarlo
kl(Gaussian.standard(20), Logistic.standard(20))
klMonteCarlo(9)(Gaussian.standard(20), Logistic.standard(20)) //=

// ------------------------------------------------------------------ divergences by samples: pairs, one for one, with a ratio

const counts = F.pipe(Poisson.make(ones(20)), Independent.make(1))
//! klMonteCarlo: event [20] of Gaussian and [2] of Logistic differ
klMonteCarlo(9)(Gaussian.standard(20), Logistic.standard(2))
klMonteCarlo(9)(Gaussian.standard(20), Logistic.standard(20)) //=
//! klMonteCarlo: batch [4] of Gaussian and [3] of Gaussian differ
klMonteCarlo(9)(four, three)
klMonteCarlo(9)(four, four) //=
//! klMonteCarlo: Bernoulli is discrete and Gaussian continuous; probabilities and densities have no ratio
klMonteCarlo(9)(coins, standard)
klMonteCarlo(9)(coins, counts) //=
//! klMonteCarlo: Gaussian is continuous and Bernoulli discrete; probabilities and densities have no ratio
klMonteCarlo(9)(standard, coins)
klMonteCarlo(9)(standard, sparse) //=
