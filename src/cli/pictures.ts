/** What a trained model shows: reconstructions, samples, and the manifold of a two-dimensional latent. */

import type { ImageSet } from '../data/index.js'
import { imageTensor, take } from '../data/index.js'
import type { Params } from '../layer/index.js'
import type { LikelihoodFamily, Vae, VaeParams } from '../model/index.js'
import { encodePng, grid, manifoldPoints, type Picture, pairs } from '../picture/index.js'
import { read } from '../run/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { constant } from '../tensor/primitive/leaf.js'
import { typed } from '../tensor/tensor.js'
import type { Image } from './model.js'

const SHOWN = 20
const SAMPLES_PER_SIDE = 10
const MANIFOLD_PER_SIDE = 20

/** Small images are enlarged so that a cell is about this many pixels wide. */
const CELL = 56

const zoomFor = ({ width }: ImageSet): number => Math.max(1, Math.round(CELL / width))

/** Numbers of a tensor as pictures of the size of a set; a mean may lie outside [0, 1] and is cut there. */
const pictured = async (x: Tensor<[number, ...Image]>, like: ImageSet, count: number): Promise<ImageSet> => ({
  ...like,
  count,
  images: Float32Array.from(await read(x), (v) => Math.min(1, Math.max(0, v))),
})

/** The pictures of a model by file name. */
export const picturesOf = async <G extends LikelihoodFamily, P extends Params, Q extends Params>(
  model: Vae<Image, [number], 'Gaussian', G, P, Q>,
  params: VaeParams<P, Q>,
  test: ImageSet,
  key: Key,
): Promise<ReadonlyMap<string, Uint8Array>> => {
  const zoom = zoomFor(test)
  const png = (picture: Picture): Uint8Array => encodePng(picture)
  const shown = take(Array.from({ length: Math.min(SHOWN, test.count) }, (_, i) => i))(test)
  const again = await pictured(model.reconstruct(params, imageTensor(shown)), test, shown.count)
  const count = SAMPLES_PER_SIDE ** 2
  const drawn = await pictured(model.sample<number>(count)(params)(key), test, count)
  const pictures = new Map([
    ['reconstructions.png', png(pairs({ columns: SHOWN / 2, zoom })(shown, again))],
    ['samples.png', png(grid({ columns: SAMPLES_PER_SIDE, zoom })(drawn))],
  ])
  if (model.prior.event.join() === '2') {
    const points = MANIFOLD_PER_SIDE ** 2
    const z: Tensor<[number, number]> = typed(constant(manifoldPoints(MANIFOLD_PER_SIDE), [points, 2]))
    const images = await pictured(model.decode(params, z).mean(), test, points)
    pictures.set(
      'manifold.png',
      png(grid({ columns: MANIFOLD_PER_SIDE, zoom: Math.max(1, zoom >> 1) })(images)),
    )
  }
  return pictures
}
