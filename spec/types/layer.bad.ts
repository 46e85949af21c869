// wrong programs: 56
import { function as F } from 'fp-ts'
import { key, ones, type Tensor, zeros } from '../../src/index.js'
import {
  addBranches,
  andThen,
  avgPool2d,
  batchNorm,
  concatBranches,
  concatCondition,
  conv1d,
  conv2d,
  convTranspose2d,
  dense,
  depthwiseConv2d,
  flatten,
  globalAvgPool2d,
  globalMaxPool2d,
  groupNorm,
  input,
  layerNorm,
  layerNormWith,
  maxPool2d,
  relu,
  reshape,
  residual,
  skip,
  upsample2d,
} from '../../src/layer/index.js'

const net = F.pipe(input(784), dense(20), relu)
const params = net.init(key(0))
const narrow = F.pipe(input(16), dense(10))
const wide = F.pipe(input(20), dense(10))
const image = F.pipe(input(28, 28, 1), flatten, dense(20))
const channelsFirst = zeros(128, 1, 28, 28)
const channelsLast = zeros(128, 28, 28, 1)
const images = input(28, 28, 3)
const flat = input(2352)
const sounds = input(28, 3)
const low = input(3, 28, 1)
const high = input(28, 28, 1)

// ------------------------------------------------------------------ layer after layer

//! dense: expected [features], got [28, 28, 1]; flatten first
F.pipe(input(28, 28, 1), dense(20))
F.pipe(input(28, 28, 1), flatten, dense(20)) //=
//! reshape: [64, 64, 3] has 12288 elements but [784] has 784
F.pipe(input(64, 64, 3), reshape(784))
F.pipe(input(64, 64, 3), reshape(12288)) //=
//! reshape: [49] has 49 elements but [7, 7, 64] has 3136
F.pipe(input(2), dense(49), relu, reshape(7, 7, 64))
F.pipe(input(2), dense(3136), relu, reshape(7, 7, 64)) //=
//! dense: expected [features], got [7, 7]; flatten first
F.flow(dense(49), relu, reshape(7, 7), dense(10))(input(2))
F.flow(dense(49), relu, reshape(49), dense(10))(input(2)) //=
//! andThen: a layer gives [20] but the next one takes [16]
F.pipe(net, andThen(narrow))
F.pipe(net, andThen(wide)) //=

// ------------------------------------------------------------------ parameters and data

//! apply: data [128, 400] does not end in [784] (400 vs 784)
net.apply(params, zeros(128, 400))
net.apply(params, zeros(128, 784)) //=
//! apply: data [784, 128] does not end in [784] (128 vs 784)
net.apply(params, zeros(784, 128))
net.apply(params, zeros(784, 784)) //=
//! apply: data [128, 1, 28, 28] does not end in [28, 28, 1] (28 vs 1)
image.apply(image.init(key(0)), channelsFirst)
image.apply(image.init(key(0)), channelsLast) //=
//! Argument of type '[DenseParams<20, 10>]' is not assignable to parameter of type '[DenseParams<784, 20>]'.
net.apply(wide.init(key(0)), zeros(128, 784))
net.apply(net.init(key(0)), zeros(128, 784)) //=

// ------------------------------------------------------------------ what is no image

//! conv2d: expected [height, width, channels], got [2352]
F.pipe(flat, conv2d(32, { kernel: 3 }))
F.pipe(images, conv2d(32, { kernel: 3 })) //=
//! depthwiseConv2d: expected [height, width, channels], got [2352]
F.pipe(flat, depthwiseConv2d({ kernel: 3 }))
F.pipe(images, depthwiseConv2d({ kernel: 3 })) //=
//! convTranspose2d: expected [height, width, channels], got [2352]
F.pipe(flat, convTranspose2d(8, { kernel: 3, stride: 2 }))
F.pipe(images, convTranspose2d(8, { kernel: 3, stride: 2 })) //=
//! maxPool2d: expected [height, width, channels], got [2352]
F.pipe(flat, maxPool2d({ size: 2 }))
F.pipe(images, maxPool2d({ size: 2 })) //=
//! avgPool2d: expected [height, width, channels], got [2352]
F.pipe(flat, avgPool2d({ size: 2 }))
F.pipe(images, avgPool2d({ size: 2 })) //=
//! globalAvgPool2d: expected [height, width, channels], got [2352]
F.pipe(flat, globalAvgPool2d)
F.pipe(images, globalAvgPool2d) //=
//! globalMaxPool2d: expected [height, width, channels], got [2352]
F.pipe(flat, globalMaxPool2d)
F.pipe(images, globalMaxPool2d) //=
//! upsample2d: expected [height, width, channels], got [2352]
F.pipe(flat, upsample2d(2))
F.pipe(images, upsample2d(2)) //=
//! conv1d: expected [length, channels], got [28, 28, 3]
F.pipe(images, conv1d(8, { kernel: 3 }))
F.pipe(sounds, conv1d(8, { kernel: 3 })) //=
//! maxPool2d: expected [height, width, channels], got [6272]
F.pipe(images, conv2d(8, { kernel: 3 }), flatten, maxPool2d({ size: 2 }))
F.pipe(images, conv2d(8, { kernel: 3 }), relu, maxPool2d({ size: 2 })) //=

// ------------------------------------------------------------------ windows that are too large, images cut away

//! conv2d: kernel 5 is larger than height 3 of [3, 28, 1]
F.pipe(low, conv2d(8, { kernel: 5, padding: 'valid' }))
F.pipe(high, conv2d(8, { kernel: 5, padding: 'valid' })) //=
//! conv2d: kernel 7 is larger than padded height 5 of [3, 28, 1]
F.pipe(low, conv2d(8, { kernel: 7, padding: 1 }))
F.pipe(high, conv2d(8, { kernel: 7, padding: 1 })) //=
//! depthwiseConv2d: kernel 4 is larger than width 3 of [28, 3, 1]
F.pipe(input(28, 3, 1), depthwiseConv2d({ kernel: [2, 4], padding: 'valid' }))
F.pipe(input(28, 4, 1), depthwiseConv2d({ kernel: [2, 4], padding: 'valid' })) //=
//! maxPool2d: window 5 is larger than height 3 of [3, 28, 1]
F.pipe(low, maxPool2d({ size: 5 }))
F.pipe(high, maxPool2d({ size: 5 })) //=
//! avgPool2d: window 4 is larger than height 3 of [3, 28, 1]
F.pipe(low, avgPool2d({ size: [4, 2] }))
F.pipe(low, avgPool2d({ size: [2, 2] })) //=
//! convTranspose2d: nothing is left of height 1 of [1, 7, 64]
F.pipe(input(1, 7, 64), convTranspose2d(8, { kernel: 3, padding: 2 }))
F.pipe(input(7, 7, 64), convTranspose2d(8, { kernel: 3, padding: 2 })) //=
//! maxPool2d: window 4 is larger than height 3 of [3, 3, 3]
F.pipe(images, maxPool2d({ size: 8 }), maxPool2d({ size: 4 }))
F.pipe(images, maxPool2d({ size: 8 }), maxPool2d({ size: 3 })) //=
//! conv1d: kernel 3 is larger than length 2 of [2, 8]
F.pipe(input(2, 8), conv1d(8, { kernel: 3, padding: 'valid' }))
F.pipe(input(3, 8), conv1d(8, { kernel: 3, padding: 'valid' })) //=

// ------------------------------------------------------------------ options that are no numbers of elements

//! conv2d: stride 0 is no whole number of at least 1
conv2d(8, { kernel: 3, stride: 0 })
conv2d(8, { kernel: 3, stride: 1 }) //=
//! conv2d: kernel 0 is no whole number of at least 1
conv2d(8, { kernel: 0 })
conv2d(8, { kernel: 1 }) //=
//! depthwiseConv2d: dilation 1.5 is no whole number of at least 1
depthwiseConv2d({ kernel: 3, dilation: 1.5 })
depthwiseConv2d({ kernel: 3, dilation: 2 }) //=
//! convTranspose2d: padding -1 is no whole number of at least 0
convTranspose2d(8, { kernel: 3, padding: -1 })
convTranspose2d(8, { kernel: 3, padding: 1 }) //=
//! maxPool2d: window 0.5 is no whole number of at least 1
maxPool2d({ size: 0.5 })
maxPool2d({ size: 2 }) //=
//! avgPool2d: padding 2 is not below window 2
avgPool2d({ size: 2, padding: 2 })
avgPool2d({ size: 2, padding: 1 }) //=
//! upsample2d: factor 0 is no whole number of at least 1
F.pipe(images, upsample2d(0))
F.pipe(images, upsample2d(2)) //=
//! upsample2d: factor 1.5 is no whole number of at least 1
F.pipe(images, upsample2d([2, 1.5]))
F.pipe(images, upsample2d([2, 1])) //=
//! convTranspose2d: output padding 2 is not below stride 2
convTranspose2d(8, { kernel: 3, stride: 2, padding: 1, outputPadding: 2 })
convTranspose2d(8, { kernel: 3, stride: 2, padding: 1, outputPadding: 1 }) //=
//! convTranspose2d: output padding 1 does not go with padding 'same'
convTranspose2d(8, { kernel: 3, stride: 2, outputPadding: 1 })
convTranspose2d(8, { kernel: 3, stride: 2, outputPadding: 0 }) //=
//! Object literal may only specify known properties, but 'strides' does not exist in type 'ConvOptions<3, 1, "same", 1>'. Did you mean to write 'stride'?
conv2d(8, { kernel: 3, strides: 2 })
conv2d(8, { kernel: 3, stride: 2 }) //=

// ------------------------------------------------------------------ normalisations

//! groupNorm: 8 groups do not divide 12 channels of [7, 7, 12]
F.pipe(input(7, 7, 12), groupNorm(8))
F.pipe(input(7, 7, 12), groupNorm(4)) //=
//! batchNorm: expected an example with at least one axis, got []
F.pipe(input(), batchNorm)
F.pipe(input(1), batchNorm) //=
//! layerNorm: expected an example with at least one axis, got []
F.pipe(input(), layerNorm)
F.pipe(input(1), layerNorm) //=
//! Object literal may only specify known properties, and 'eps' does not exist in type 'NormOptions'.
layerNormWith({ eps: 1e-3 })
layerNormWith({ epsilon: 1e-3 }) //=

// ------------------------------------------------------------------ branches and conditions

const keeps = conv2d(3, { kernel: 3 })
const widens = conv2d(32, { kernel: 3 })
const halves = conv2d(3, { kernel: 3, stride: 2 })
const summary = F.flow(flatten, dense(10))
const label = ones(32, 10)
//! residual: the block turns [28, 28, 3] into [28, 28, 32]; it must keep the shape
F.pipe(images, residual(widens))
F.pipe(images, residual(keeps)) //=
//! residual: the block turns [28, 28, 3] into [14, 14, 3]; it must keep the shape
F.pipe(images, residual(F.flow(widens, batchNorm, halves)))
F.pipe(images, residual(F.flow(widens, batchNorm, keeps))) //=
//! addBranches: the branches give [28, 28, 3] and [28, 28, 32], which differ
F.pipe(images, addBranches(keeps, widens))
F.pipe(images, addBranches(keeps, keeps)) //=
//! concatBranches: [14, 14, 3] and [28, 28, 32] differ on axis 0 (14 vs 28); only axis 2 may
F.pipe(images, concatBranches(halves, widens))
F.pipe(images, concatBranches(keeps, widens)) //=
//! concatBranches: [28, 28, 3] and [10] have different ranks
F.pipe(images, concatBranches(keeps, summary))
F.pipe(images, concatBranches(keeps, widens)) //=
//! skip: [28, 28, 3] and [14, 14, 3] differ on axis 0 (28 vs 14); only axis 2 may
F.pipe(images, skip(halves))
F.pipe(images, skip(widens)) //=
//! concatCondition: expected an example with at least one axis, got []
F.pipe(input(), concatCondition(label))
F.pipe(input(16), concatCondition(label)) //=

// ------------------------------------------------------------------ running statistics

const normed = F.pipe(input(784), dense(20), batchNorm)
const normedParams = normed.init(key(0))
const other = F.pipe(input(784), dense(16), batchNorm)
//! Expected 3 arguments, but got 2.
normed.apply(normedParams, zeros(128, 784))
normed.apply(normedParams, zeros(128, 784), normed.statistics) //=
//! Argument of type '[RunningMoments<16>]' is not assignable to parameter of type '[RunningMoments<20>]'.
normed.apply(normedParams, zeros(128, 784), other.statistics)
normed.apply(normedParams, zeros(128, 784), normed.statistics) //=
//! Expected 3 arguments, but got 2.
normed.train(normedParams, zeros(128, 784))(key(0))
normed.train(normedParams, zeros(128, 784), normed.statistics)(key(0)) //=
//! Expected 2 arguments, but got 3.
net.apply(params, zeros(128, 784), normed.statistics)
net.apply(params, zeros(128, 784)) //=
//! Argument of type '[DenseParams<784, 20>]' is not assignable to parameter of type '[DenseParams<784, 20>, NormParams<20>]'.
normed.apply(params, zeros(128, 784), normed.statistics)
normed.apply(normedParams, zeros(128, 784), normed.statistics) //=
//! Argument of type 'number' is not assignable to parameter of type 'Key'.
normed.train(normedParams, zeros(128, 784), normed.statistics)(0)
normed.train(normedParams, zeros(128, 784), normed.statistics)(key(0)) //=

// ------------------------------------------------------------------ samples of a batch

const perSample = (x: Tensor<[5, 128, 20]>): Tensor<[5, 128, 20]> => x
const samples = zeros(5, 128, 784)
const swapped = zeros(128, 5, 784)
//! Argument of type 'Tensor<[128, 5, 20]>' is not assignable to parameter of type 'Tensor<[5, 128, 20]>'.
perSample(normed.apply(normedParams, swapped, normed.statistics))
perSample(normed.apply(normedParams, samples, normed.statistics)) //=
