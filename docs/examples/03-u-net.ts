/**
 * A U-Net: Ronneberger, Fischer and Brox, "U-Net: Convolutional networks for biomedical image segmentation" (2015),
 * figure 1, with padded convolutions. A level is what lies below it, beside what it skips to. The second one is the
 * network of zhixuhao/unet for images of 256 × 256, with its 31,031,685 parameters.
 */
import { function as F } from 'fp-ts'
import { countParameters, key, normal, read, type Tensor, use } from 'reparam'
import {
  andThen,
  conv2d,
  convTranspose2d,
  dropout,
  input,
  maxPool2d,
  relu,
  skip,
  upsample2d,
} from 'reparam/layer'

const convs = <C extends number>(channels: C) =>
  F.flow(conv2d(channels, { kernel: 3 }), relu, conv2d(channels, { kernel: 3 }), relu)

const halve = maxPool2d({ size: 2 })

// two levels: 28 × 28 × 8, 14 × 14 × 16, 7 × 7 × 32
const small = F.pipe(
  input(28, 28, 1),
  convs(8),
  skip(
    F.flow(
      halve,
      convs(16),
      skip(F.flow(halve, convs(32), convTranspose2d(16, { kernel: 2, stride: 2 }))),
      convs(16),
      convTranspose2d(8, { kernel: 2, stride: 2 }),
    ),
  ),
  convs(8),
  conv2d(1, { kernel: 1 }),
)

const up = <C extends number>(channels: C) => F.flow(upsample2d(2), conv2d(channels, { kernel: 2 }), relu)

// each level as a layer of its own, from the bottom up
const fifth = F.pipe(input(32, 32, 512), dropout(0.5), halve, convs(1024), dropout(0.5), up(512))
const fourth = F.pipe(input(64, 64, 256), halve, convs(512), skip(andThen(fifth)), convs(512), up(256))
const third = F.pipe(input(128, 128, 128), halve, convs(256), skip(andThen(fourth)), convs(256), up(128))
const second = F.pipe(input(256, 256, 64), halve, convs(128), skip(andThen(third)), convs(128), up(64))
const whole = F.pipe(
  input(256, 256, 1),
  convs(64),
  skip(andThen(second)),
  convs(64),
  conv2d(2, { kernel: 3 }),
  relu,
  conv2d(1, { kernel: 1 }),
)

await use('wasm')()
const params = small.init(key(0))
const y: Tensor<[2, 28, 28, 1]> = small.apply(params, normal(2, 28, 28, 1)(key(1)))
console.assert((await read(y)).every(Number.isFinite))
console.assert(countParameters(whole.init(key(2))) === 31_031_685)
