// wrong programs: 9
import { function as F } from 'fp-ts'
import { key, zeros } from '../../src/index.js'
import { andThen, dense, flatten, input, relu, reshape } from '../../src/layer/index.js'

const net = F.pipe(input(784), dense(20), relu)
const params = net.init(key(0))
const narrow = F.pipe(input(16), dense(10))
const wide = F.pipe(input(20), dense(10))
const image = F.pipe(input(28, 28, 1), flatten, dense(20))
const channelsFirst = zeros(128, 1, 28, 28)
const channelsLast = zeros(128, 28, 28, 1)

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

//! Argument of type 'Tensor<[128, 400]>' is not assignable to parameter of type 'Tensor<[128, 784]>'.
net.apply(params, zeros(128, 400))
net.apply(params, zeros(128, 784)) //=
//! Argument of type 'Tensor<[784, 128]>' is not assignable to parameter of type 'Tensor<[784, 784]>'.
net.apply(params, zeros(784, 128))
net.apply(params, zeros(784, 784)) //=
//! Argument of type 'Tensor<[128, 1, 28, 28]>' is not assignable to parameter of type 'Tensor<[128, 28, 28, 1]>'.
image.apply(image.init(key(0)), channelsFirst)
image.apply(image.init(key(0)), channelsLast) //=
//! Argument of type '[DenseParams<20, 10>]' is not assignable to parameter of type '[DenseParams<784, 20>]'.
net.apply(wide.init(key(0)), zeros(128, 784))
net.apply(net.init(key(0)), zeros(128, 784)) //=
