// wrong programs: 18
import * as Bijection from '../../src/bijection/index.js'
import {
  Bernoulli,
  Dirichlet,
  Gaussian,
  Laplace,
  LowRankMultivariateGaussian,
  Mixture,
  MultivariateGaussian,
  StudentT,
  Transformed,
  Truncated,
  VonMisesFisher,
} from '../../src/distribution/index.js'
import { ones, zeros } from '../../src/tensor/index.js'

const three = Gaussian.make(zeros(3), ones(3))
const interval = { low: 0, high: 1 }
const [three3, four4] = [zeros(3, 3), zeros(4, 4)]
const coins = Bernoulli.fromLogits(zeros(3))
const [laplace, longer] = [Laplace.make(zeros(3), ones(3)), Laplace.make(zeros(4), ones(4))]

// ------------------------------------------------------------------ families of vectors

//! MultivariateGaussian: loc [3] takes scaleTril [3, 3], found [4, 4]
MultivariateGaussian.fromScaleTril(zeros(3), four4)
MultivariateGaussian.fromScaleTril(zeros(3), three3) //=
//! MultivariateGaussian: loc [3] takes covariance [3, 3], found [3]
MultivariateGaussian.fromCovariance(zeros(3), zeros(3))
MultivariateGaussian.fromCovariance(zeros(3), zeros(3, 3)) //=
//! MultivariateGaussian: loc [3] takes triangle [6], found [5]
MultivariateGaussian.fromTriangle(zeros(3), zeros(5))
MultivariateGaussian.fromTriangle(zeros(3), zeros(6)) //=
//! LowRankMultivariateGaussian: loc [3] takes factor [3, R], found [4, 2]
LowRankMultivariateGaussian.make(zeros(3), zeros(4, 2), ones(3))
LowRankMultivariateGaussian.make(zeros(3), zeros(3, 2), ones(3)) //=
//! LowRankMultivariateGaussian: loc [3] and scale [4] differ
LowRankMultivariateGaussian.make(zeros(3), zeros(3, 2), ones(4))
LowRankMultivariateGaussian.make(zeros(3), zeros(3, 2), ones(3)) //=
//! LowRankMultivariateGaussian: loc [3] and logScale [4] differ
LowRankMultivariateGaussian.fromLogScale(zeros(3), zeros(3, 2), ones(4))
LowRankMultivariateGaussian.fromLogScale(zeros(3), zeros(3, 2), ones(3)) //=
//! Dirichlet: axis -1 is out of range for []
Dirichlet.make(zeros())
Dirichlet.make(zeros(2)) //=
//! VonMisesFisher: loc [32, 3] takes concentration [32], found [3]
VonMisesFisher.make(zeros(32, 3), zeros(3))
VonMisesFisher.make(zeros(32, 3), zeros(32)) //=
//! VonMisesFisher: loc [32, 3] takes logConcentration [32], found [32, 3]
VonMisesFisher.fromDirection(zeros(32, 3), zeros(32, 3))
VonMisesFisher.fromDirection(zeros(32, 3), zeros(32)) //=

// ------------------------------------------------------------------ mixtures

//! Mixture: logits [2] and batch [3] of the components differ
Mixture.sameFamily({ logits: zeros(2), components: three })
Mixture.sameFamily({ logits: zeros(3), components: three }) //=
//! Mixture: batch [3], event [] of Gaussian and batch [4], event [] of Laplace differ
Mixture.of(zeros(3, 2), [three, longer])
Mixture.of(zeros(3, 2), [three, laplace]) //=
//! Mixture: Gaussian is continuous and Bernoulli discrete; densities and probabilities have no sum
Mixture.of(zeros(3, 2), [three, coins])
Mixture.of(zeros(3, 2), [three, laplace]) //=
//! Mixture: logits [3, 3] are not [3, 2], one for each component
Mixture.of(zeros(3, 3), [three, three])
Mixture.of(zeros(3, 2), [three, three]) //=

// ------------------------------------------------------------------ cut and transformed

const event = Gaussian.standard(3)
const heavy = StudentT.make(ones(3), zeros(3), ones(3))
const shift = Bijection.affine({ loc: zeros(3), logScale: zeros(3) })
const four = Gaussian.standard(4)

//! Truncated: event [3] of Gaussian is no number; cut its elements, then use Independent
Truncated.make(interval)(event)
Truncated.make(interval)(three) //=
//! Truncated: Bernoulli is discrete; only a density can be cut
Truncated.make(interval)(coins)
Truncated.make(interval)(three) //=
//! Truncated: StudentT has no cdf and quantile in closed form
Truncated.make(interval)(heavy)
Truncated.make(interval)(three) //=
//! Transformed: event [4] of the base does not end in event [3] of the bijection
Transformed.make(shift)(four)
Transformed.make(shift)(event) //=
//! Transformed: Bernoulli is discrete; a bijection changes densities
Transformed.make(Bijection.exp())(coins)
Transformed.make(Bijection.exp())(three) //=
