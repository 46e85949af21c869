// wrong programs: 10
import {
  Binomial,
  Categorical,
  DiscretizedLogistic,
  OneHotCategorical,
  ones,
  Poisson,
  RelaxedOneHotCategorical,
  zeros,
} from '../../src/index.js'

// ------------------------------------------------------------------ parameters

//! Binomial: count [3] and logits [4] differ
Binomial.fromLogits(ones(3), zeros(4))
Binomial.fromLogits(ones(3), zeros(3)) //=
//! Binomial: count [3] and probabilities [1] differ
Binomial.fromProbabilities(ones(3), zeros(1))
Binomial.fromProbabilities(ones(3), zeros(3)) //=
//! DiscretizedLogistic: loc [8, 784] and scale [784] differ
DiscretizedLogistic.make(zeros(8, 784), ones(784))
DiscretizedLogistic.make(zeros(8, 784), ones(8, 784)) //=
//! Categorical: axis -1 is out of range for []
Categorical.fromLogits(zeros())
Categorical.fromLogits(zeros(3)) //=
//! OneHotCategorical: axis -1 is out of range for []
OneHotCategorical.fromProbabilities(ones())
OneHotCategorical.fromProbabilities(ones(1)) //=
//! RelaxedOneHotCategorical: logits [2, 3] takes temperature [2], found [3]
RelaxedOneHotCategorical.fromLogits(zeros(2, 3), ones(3))
RelaxedOneHotCategorical.fromLogits(zeros(2, 3), ones(2)) //=
//! RelaxedOneHotCategorical: logits [2, 3] takes temperature [2], found []
RelaxedOneHotCategorical.straightThrough(zeros(2, 3), ones())
RelaxedOneHotCategorical.straightThrough(zeros(2, 3), ones(2)) //=

// ------------------------------------------------------------------ values

//! logProb: value [8, 10] is not batch [8] followed by event []
Categorical.fromLogits(zeros(8, 10)).logProb(zeros(8, 10))
Categorical.fromLogits(zeros(8, 10)).logProb(zeros(8)) //=
//! logProb: value [8] is not batch [8] followed by event [10]
OneHotCategorical.fromLogits(zeros(8, 10)).logProb(zeros(8))
OneHotCategorical.fromLogits(zeros(8, 10)).logProb(zeros(8, 10)) //=

// ------------------------------------------------------------------ what a family cannot state

//! Property 'entropy' does not exist on type 'Poisson<[3], []>'.
Poisson.make(ones(3)).entropy()
Poisson.make(ones(3)).variance() //=
