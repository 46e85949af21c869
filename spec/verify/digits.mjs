/** The binarised digits that every experiment here is about. */
import { binarize, fromData, pixelCount } from 'reparam'
import { digits } from 'reparam/node'
import { right } from './right.mjs'

/** Training and test images with a pixel of 1 where the grey value is above one half. */
export const binaryDigits = async () => {
  const { train, test } = right(await digits())
  return { train: binarize(0.5)(train), test: binarize(0.5)(test) }
}

/** Images as a tensor [B, 64]. */
export const tensorOf = ({ images }) => right(fromData('batch', 64)(images))

/**
 * The mean negative log-likelihood of the test images, in nats, when each pixel is an independent Bernoulli variable
 * with its mean over the training images. It depends on the split and the threshold alone, but for the 13 pixels that
 * are the same in every training image: one image of each kind is added, so that none is impossible. (The reference
 * does not say what it did there; probabilities kept above 1e-6 instead give 24.622.)
 */
export const pixelMeanBaseline = ({ train, test }) => {
  const pixels = pixelCount(train)
  const ones = new Float64Array(pixels)
  train.images.forEach((value, i) => {
    ones[i % pixels] += value
  })
  const probability = ones.map((n) => (n + 1) / (train.count + 2))
  let nats = 0
  test.images.forEach((value, i) => {
    const p = probability[i % pixels]
    nats -= Math.log(value === 1 ? p : 1 - p)
  })
  return nats / test.count
}
