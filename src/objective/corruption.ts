/** Noise on data, drawn from a key: what a denoising model sees instead of an example. */
import { bernoulli, noiseLike, split } from '../random/index.js'
import { type BoolTensor, type Key, scale, select, shapeOf, type Tensor, zerosLike } from '../tensor/index.js'
import { add, compare } from '../tensor/primitive/elementwise.js'
import { splat } from '../tensor/primitive/leaf.js'
import { expression, typed } from '../tensor/tensor.js'

/**
 * What makes a damaged copy of data of any shape.
 * @category objective
 * @since 0.1.0
 */
export type Corruption = <S>(x: Tensor<S>) => (key: Key) => Tensor<S>

/** A share of the elements. */
const share = (op: string, rate: number): number => {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`${op}: expected a rate from 0 to 1, found ${rate}`)
  return rate
}

/** Where zeros and ones are ones. */
const isOne = <S>(x: Tensor<S>): BoolTensor<S> => typed(compare('GT')(expression(x), splat(0.5, shapeOf(x))))

/** The same number everywhere. */
const everywhere = <S>(value: number, like: Tensor<S>): Tensor<S> => typed(splat(value, shapeOf(like)))

/**
 * Each element becomes 0 with this probability; the others stay.
 * @shape S → S
 * @grad to the elements that stay
 * @failure RangeError: `maskingNoise: expected a rate from 0 to 1, found 2`
 * @source Vincent et al.: Stacked denoising autoencoders (2010), section 3.3
 * @category objective
 * @since 0.1.0
 * @example
 * import { key, maskingNoise, ones, read, use } from 'reparam'
 * await use('cpu')()
 * const seen = await read(maskingNoise({ rate: 0.25 })(ones(4000))(key(0)))
 * const kept = seen.reduce((sum, v) => sum + v, 0) / 4000
 * console.assert(Math.abs(kept - 0.75) < 5 * Math.sqrt((0.75 * 0.25) / 4000))
 */
export const maskingNoise = ({ rate }: { readonly rate: number }): Corruption => {
  const probability = 1 - share('maskingNoise', rate)
  return (x) => (key) => select(isOne(bernoulli(everywhere(probability, x))(key)), x, zerosLike(x))
}

/**
 * Gaussian noise of this scale is added to each element.
 * @shape S → S
 * @grad to the data
 * @failure RangeError: `gaussianNoise: expected a finite scale of at least 0, found -1`
 * @source Vincent et al. (2010), section 3.3
 * @category objective
 * @since 0.1.0
 * @example
 * import { gaussianNoise, key, read, use, zeros } from 'reparam'
 * await use('cpu')()
 * const seen = await read(gaussianNoise({ scale: 2 })(zeros(4000))(key(0)))
 * const variance = seen.reduce((sum, v) => sum + v * v, 0) / 4000
 * console.assert(Math.abs(variance - 4) < 5 * 4 * Math.sqrt(2 / 4000))
 */
export const gaussianNoise = ({ scale: width }: { readonly scale: number }): Corruption => {
  if (!(width >= 0 && width < Number.POSITIVE_INFINITY))
    throw new RangeError(`gaussianNoise: expected a finite scale of at least 0, found ${width}`)
  return (x) => (key) => typed(add(expression(x), expression(scale(width)(noiseLike('normal')(x)(key)))))
}

/**
 * Each element becomes 0 or 1, the ends of the data, with this probability, and by the toss of a coin which of them.
 * @shape S → S
 * @grad to the elements that stay
 * @failure RangeError: `saltAndPepperNoise: expected a rate from 0 to 1, found 2`
 * @source Vincent et al. (2010), section 3.3
 * @category objective
 * @since 0.1.0
 * @example
 * import { fill, key, read, saltAndPepperNoise, use } from 'reparam'
 * await use('cpu')()
 * const seen = await read(saltAndPepperNoise({ rate: 0.5 })(fill(0.25)(1000))(key(0)))
 * console.assert([...new Set(seen)].sort().join() === '0,0.25,1')
 */
export const saltAndPepperNoise = ({ rate }: { readonly rate: number }): Corruption => {
  const probability = share('saltAndPepperNoise', rate)
  return (x) => (key) => {
    const [forPlaces, forCoins] = split(2)(key)
    const struck = bernoulli(everywhere(probability, x))(forPlaces)
    const ends = bernoulli(everywhere(0.5, x))(forCoins)
    return select(isOne(struck), ends, x)
  }
}
