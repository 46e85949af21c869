/** Laws of layers: examples do not see each other, and derivatives are those of differences. */
import fc, { type Arbitrary } from 'fast-check'
import type { Layer, Params } from '../layer/index.js'
import { statisticsArgument } from '../layer/layer.js'
import { key } from '../random/index.js'
import type { Shape } from '../shape/index.js'
import { shapeOf, type Tensor } from '../tensor/index.js'
import { close, rounding } from './claim.js'
import { agrees } from './difference.js'
import { numbers, numbersOf, tensor } from './host.js'
import { type Law, lawOf } from './law.js'

/**
 * A layer under test, and how a batch of its data is drawn; its parameters are those that it makes of a key.
 * @category laws
 * @since 0.1.0
 */
export interface LayerSubject<I extends Shape, O extends Shape, P extends Params, S extends Params> {
  readonly layer: Layer<I, O, P, S>
  readonly data: Arbitrary<Tensor<[number, ...I]>>
}

interface Drawn<I extends Shape> {
  readonly seed: number
  readonly x: Tensor<[number, ...I]>
}

const drawn = <I extends Shape>(data: Arbitrary<Tensor<[number, ...I]>>): Arbitrary<Drawn<I>> =>
  fc.record({ seed: fc.nat(), x: data }, { noNullPrototype: true })

/**
 * The law that in evaluation a layer takes each example by itself: alone an example gives what it gives in a batch.
 * Tolerance: 1e-5, for rounding; no chance is involved but that of the data.
 * @law examples do not see each other
 * @category laws
 * @since 0.1.0
 */
export const layerByExample = <I extends Shape, O extends Shape, P extends Params, S extends Params>({
  layer,
  data,
}: LayerSubject<I, O, P, S>): Law<Drawn<I>> =>
  lawOf(drawn(data), async ({ seed, x }) => {
    const params = layer.init(key(seed))
    const statistics = statisticsArgument(layer.statistics)
    const values = await numbers(x)
    const count = shapeOf(x)[0] ?? 1
    const size = values.length / count
    const one = (i: number) =>
      tensor<[number, ...I]>(values.slice(i * size, (i + 1) * size), [1, ...shapeOf(x).slice(1)])
    const [whole = [], ...each] = await numbersOf([
      layer.apply(params, x, ...statistics),
      ...Array.from({ length: count }, (_, i) => layer.apply(params, one(i), ...statistics)),
    ])
    each.forEach((alone, i) => {
      const expected = whole.slice(i * alone.length, (i + 1) * alone.length)
      close(`example ${i} alone gives what it gives in a batch`, alone, expected, (k) =>
        rounding(expected[k] ?? 0),
      )
    })
  })

/**
 * The law of the gradient of a layer: with respect to its data it is the central difference. Tolerance: a hundredth, and
 * rounding divided by the step. Where the differences show a kink nothing is compared.
 * @law gradient of a layer
 * @category laws
 * @since 0.1.0
 */
export const layerGradient = <I extends Shape, O extends Shape, P extends Params, S extends Params>({
  layer,
  data,
}: LayerSubject<I, O, P, S>): Law<Drawn<I>> =>
  lawOf(drawn(data), ({ seed, x }) => {
    const params = layer.init(key(seed))
    const statistics = statisticsArgument(layer.statistics)
    return agrees<{ readonly x: typeof x }, [number, ...O]>(
      'the gradient of a layer is its central difference',
      (at) => layer.apply(params, at.x, ...statistics),
      { x },
      'differences',
    )
  })
