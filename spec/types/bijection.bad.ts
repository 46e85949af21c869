// wrong programs: 24
import * as Bijection from '../../src/bijection/index.js'
import { scalar, vector, zeros } from '../../src/index.js'
import { input, made } from '../../src/layer/index.js'

const pair = Bijection.affine({ loc: zeros(2), logScale: zeros(2) })
const image = Bijection.exp(28, 28)

// ------------------------------------------------------------------ data ends in an event; nothing is broadcast

//! forward: data [5, 3] does not end in [2] (3 vs 2)
pair.forward(zeros(5, 3))
pair.forward(zeros(5, 2)) //=
//! inverse: data [] has fewer axes than [2]
pair.inverse(zeros())
pair.inverse(zeros(2)) //=
//! forward: data [28, 1] does not end in [28, 28] (1 vs 28)
image.forward(zeros(28, 1))
image.forward(zeros(28, 28)) //=
//! inverse: data [28] has fewer axes than [28, 28]
image.inverse(zeros(28))
image.inverse(zeros(28, 28)) //=

// ------------------------------------------------------------------ composition

//! chain: events [2] and [3] differ
Bijection.chain(pair, Bijection.exp(3))
Bijection.chain(pair, Bijection.exp(2)) //=
//! chain: events [2] and [2, 2] differ
Bijection.chain(pair, pair, Bijection.tanh(2, 2), pair)
Bijection.chain(pair, pair, Bijection.tanh(2), pair) //=
//! chain: events [28, 28] and [2] differ
Bijection.chain(image, Bijection.inverse(pair))
Bijection.chain(image, Bijection.inverse(image)) //=

// ------------------------------------------------------------------ parameters

//! affine: loc [3] and logScale [4] differ
Bijection.affine({ loc: zeros(3), logScale: zeros(4) })
Bijection.affine({ loc: zeros(3), logScale: zeros(3) }) //=
//! affine: [2, 3] has no 3 axes for an event
Bijection.affine({ loc: zeros(2, 3), logScale: zeros(2, 3), eventAxes: 3 })
Bijection.affine({ loc: zeros(2, 3), logScale: zeros(2, 3), eventAxes: 2 }) //=
const amortised = Bijection.affine({ loc: zeros(32, 3), logScale: zeros(32, 3), eventAxes: 1 })
//! forward: data [32, 4] does not end in [3] (4 vs 3)
amortised.forward(zeros(32, 4))
amortised.forward(zeros(32, 3)) //=
//! planar: u [3] and w [4] differ
Bijection.planar({ u: zeros(3), w: zeros(4), b: scalar(0) })
Bijection.planar({ u: zeros(3), w: zeros(3), b: scalar(0) }) //=
//! planar: u [32, 3] needs b [32], found [3]
Bijection.planar({ u: zeros(32, 3), w: zeros(32, 3), b: zeros(3) })
Bijection.planar({ u: zeros(32, 3), w: zeros(32, 3), b: zeros(32) }) //=
//! radial: loc [3] needs logAlpha [], found [1]
Bijection.radial({ loc: zeros(3), logAlpha: zeros(1), beta: zeros() })
Bijection.radial({ loc: zeros(3), logAlpha: zeros(), beta: zeros() }) //=
//! radial: loc [3] needs beta [], found [3]
Bijection.radial({ loc: zeros(3), logAlpha: zeros(), beta: zeros(3) })
Bijection.radial({ loc: zeros(3), logAlpha: zeros(), beta: zeros() }) //=
//! rationalQuadraticSpline: widths [2, 8] and heights [2, 7] differ
Bijection.rationalQuadraticSpline({ widths: zeros(2, 8), heights: zeros(2, 7), derivatives: zeros(2, 7) })
Bijection.rationalQuadraticSpline({ widths: zeros(2, 8), heights: zeros(2, 8), derivatives: zeros(2, 7) }) //=
//! rationalQuadraticSpline: widths [2, 8] need derivatives [2, 7], found [2, 8]
Bijection.rationalQuadraticSpline({ widths: zeros(2, 8), heights: zeros(2, 8), derivatives: zeros(2, 8) })
Bijection.rationalQuadraticSpline({ widths: zeros(2, 8), heights: zeros(2, 8), derivatives: zeros(2, 7) }) //=
//! batchNorm: mean [3] and variance [2] differ
Bijection.batchNorm({ mean: zeros(3), variance: zeros(2), loc: zeros(3), logScale: zeros(3) })
Bijection.batchNorm({ mean: zeros(3), variance: zeros(3), loc: zeros(3), logScale: zeros(3) }) //=
//! batchNorm: mean [3] and loc [] differ
Bijection.batchNorm({ mean: zeros(3), variance: zeros(3), loc: zeros(), logScale: zeros(3) })
Bijection.batchNorm({ mean: zeros(3), variance: zeros(3), loc: zeros(3), logScale: zeros(3) }) //=
//! batchNorm: mean [3] and logScale [4] differ
Bijection.batchNorm({ mean: zeros(3), variance: zeros(3), loc: zeros(3), logScale: zeros(4) })
Bijection.batchNorm({ mean: zeros(3), variance: zeros(3), loc: zeros(3), logScale: zeros(3) }) //=

// ------------------------------------------------------------------ orders, parts and networks

//! permutation: [0, 0, 2] does not name each of 3 elements once
Bijection.permutation([0, 0, 2])
Bijection.permutation([0, 1, 2]) //=
//! permutation: [1, 2, 3] does not name each of 3 elements once
Bijection.permutation([1, 2, 3])
Bijection.permutation([1, 2, 0]) //=
const moved = Bijection.permutation([1, 0])
//! forward: data [3] does not end in [2] (3 vs 2)
moved.forward(vector([1, 2, 3]))
moved.forward(vector([1, 2])) //=
const coupled = Bijection.couplingOf({ kept: 2, moved: 3 })
//! Type 'Bijection<[4]>' is not assignable to type 'Bijection<[3]>'.
coupled(() => Bijection.exp(4))
coupled(() => Bijection.exp(3)) //=
//! made: expected [features], got [14, 14]; flatten first
made({ hidden: [8], outputs: 2 })(input(14, 14))
made({ hidden: [8], outputs: 2 })(input(14)) //=
