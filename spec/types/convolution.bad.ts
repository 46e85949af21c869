// wrong programs: 31
import {
  avgPool2d,
  conv1d,
  conv2d,
  convTranspose2d,
  depthwiseConv2d,
  globalAvgPool2d,
  globalMaxPool2d,
  maxPool2d,
  upsample2d,
  zeros,
} from '../../src/tensor/index.js'

//! conv2d: expected [height, width, channels], got [28, 28]
conv2d()(zeros(28, 28), zeros(3, 3, 1, 8))
conv2d()(zeros(28, 28, 1), zeros(3, 3, 1, 8)) //=
//! conv2d: expected kernel [height, width, channels, filters], got [3, 3, 1]
conv2d()(zeros(28, 28, 1), zeros(3, 3, 1))
conv2d()(zeros(28, 28, 1), zeros(3, 3, 1, 8)) //=
//! conv2d: channels 3 and 1 of [28, 28, 3] and [3, 3, 1, 8] differ
conv2d()(zeros(32, 28, 28, 3), zeros(3, 3, 1, 8))
conv2d()(zeros(32, 28, 28, 3), zeros(3, 3, 3, 8)) //=
//! conv2d: kernel 5 is larger than height 3 of [3, 28, 1]
conv2d({ padding: 'valid' })(zeros(32, 3, 28, 1), zeros(5, 5, 1, 8))
conv2d({ padding: 'same' })(zeros(32, 3, 28, 1), zeros(5, 5, 1, 8)) //=
//! conv2d: kernel 5 is larger than width 4 of [28, 4, 1]
conv2d({ padding: 'valid', stride: 2 })(zeros(28, 4, 1), zeros(5, 5, 1, 8))
conv2d({ padding: 'valid', stride: 2 })(zeros(28, 5, 1), zeros(5, 5, 1, 8)) //=
//! conv2d: kernel 7 is larger than padded height 6 of [4, 28, 1]
conv2d({ padding: [1, 2] })(zeros(4, 28, 1), zeros(7, 5, 1, 8))
conv2d({ padding: [2, 2] })(zeros(4, 28, 1), zeros(7, 5, 1, 8)) //=
//! conv2d: dilated kernel 7 is larger than padded width 5 of [8, 3, 1]
conv2d({ padding: [0, 1], dilation: 2 })(zeros(8, 3, 1), zeros(3, 4, 1, 8))
conv2d({ padding: [0, 2], dilation: 2 })(zeros(8, 3, 1), zeros(3, 4, 1, 8)) //=
//! conv2d: stride 0 is no whole number of at least 1
conv2d({ stride: 0 })
conv2d({ stride: 1 }) //=
//! conv2d: padding -1 is no whole number of at least 0
conv2d({ padding: [0, -1] })
conv2d({ padding: [0, 1] }) //=
//! conv2d: dilation 1.5 is no whole number of at least 1
conv2d({ dilation: 1.5 })
conv2d({ dilation: 2 }) //=

//! depthwiseConv2d: expected [height, width, channels], got [784]
depthwiseConv2d()(zeros(784), zeros(3, 3, 1, 2))
depthwiseConv2d()(zeros(28, 28, 1), zeros(3, 3, 1, 2)) //=
//! depthwiseConv2d: channels 3 and 4 of [28, 28, 3] and [5, 5, 4, 2] differ
depthwiseConv2d()(zeros(28, 28, 3), zeros(5, 5, 4, 2))
depthwiseConv2d()(zeros(28, 28, 3), zeros(5, 5, 3, 2)) //=
//! depthwiseConv2d: stride -2 is no whole number of at least 1
depthwiseConv2d({ stride: [1, -2] })
depthwiseConv2d({ stride: [1, 2] }) //=

//! convTranspose2d: expected [height, width, channels], got [3136]
convTranspose2d()(zeros(3136), zeros(3, 3, 32, 64))
convTranspose2d()(zeros(7, 7, 64), zeros(3, 3, 32, 64)) //=
//! convTranspose2d: expected kernel [height, width, filters, channels], got [3, 3, 64]
convTranspose2d()(zeros(7, 7, 64), zeros(3, 3, 64))
convTranspose2d()(zeros(7, 7, 64), zeros(3, 3, 32, 64)) //=
//! convTranspose2d: channels 64 and 32 of [7, 7, 64] and [3, 3, 64, 32] differ
convTranspose2d()(zeros(2, 7, 7, 64), zeros(3, 3, 64, 32))
convTranspose2d()(zeros(2, 7, 7, 64), zeros(3, 3, 64, 64)) //=
//! convTranspose2d: nothing is left of height 1 of [1, 7, 64]
convTranspose2d({ padding: 1 })(zeros(1, 7, 64), zeros(2, 3, 32, 64))
convTranspose2d({ padding: 1 })(zeros(1, 7, 64), zeros(3, 3, 32, 64)) //=
//! convTranspose2d: output padding 2 is not below stride 2
convTranspose2d({ padding: 'valid', stride: 2, outputPadding: [1, 2] })
convTranspose2d({ padding: 'valid', stride: 2, outputPadding: [1, 1] }) //=
//! convTranspose2d: output padding 1 does not go with padding 'same'
convTranspose2d({ stride: 2, padding: 'same', outputPadding: 1 })
convTranspose2d({ stride: 2, padding: 'valid', outputPadding: 1 }) //=
//! convTranspose2d: output padding -1 is no whole number of at least 0
convTranspose2d({ stride: 2, padding: 'valid', outputPadding: -1 })
convTranspose2d({ stride: 2, padding: 'valid', outputPadding: 1 }) //=

//! conv1d: expected [length, channels], got [8]
conv1d()(zeros(8), zeros(3, 8, 16))
conv1d()(zeros(1, 8), zeros(3, 8, 16)) //=
//! conv1d: expected kernel [length, channels, filters], got [8, 16]
conv1d()(zeros(100, 8), zeros(8, 16))
conv1d()(zeros(100, 8), zeros(3, 8, 16)) //=
//! conv1d: channels 8 and 4 of [100, 8] and [3, 4, 16] differ
conv1d()(zeros(2, 100, 8), zeros(3, 4, 16))
conv1d()(zeros(2, 100, 8), zeros(3, 8, 16)) //=
//! conv1d: kernel 5 is larger than length 3 of [3, 8]
conv1d({ padding: 'valid' })(zeros(3, 8), zeros(5, 8, 16))
conv1d({ padding: 'same' })(zeros(3, 8), zeros(5, 8, 16)) //=

//! maxPool2d: window 3 is larger than height 2 of [2, 28, 8]
maxPool2d({ size: 3 })(zeros(2, 28, 8))
maxPool2d({ size: 2 })(zeros(2, 28, 8)) //=
//! maxPool2d: window 0 is no whole number of at least 1
maxPool2d({ size: [2, 0] })
maxPool2d({ size: [2, 1] }) //=
//! avgPool2d: padding 2 is not below window 2
avgPool2d({ size: 2, padding: [0, 2] })
avgPool2d({ size: 2, padding: [0, 1] }) //=
//! avgPool2d: expected [height, width, channels], got [784]
avgPool2d({ size: 2 })(zeros(784))
avgPool2d({ size: 2 })(zeros(28, 28, 1)) //=
//! globalAvgPool2d: expected [height, width, channels], got [784]
globalAvgPool2d(zeros(784))
globalAvgPool2d(zeros(28, 28, 1)) //=
//! globalMaxPool2d: expected [height, width, channels], got [64, 64]
globalMaxPool2d(zeros(64, 64))
globalMaxPool2d(zeros(8, 8, 64)) //=
//! upsample2d: factor 0 is no whole number of at least 1
upsample2d([2, 0])(zeros(7, 7, 64))
upsample2d([2, 1])(zeros(7, 7, 64)) //=
