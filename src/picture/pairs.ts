import type { Images } from '../data/index.js'
import type { Picture } from './picture.js'
import { type Layout, tile } from './tile.js'

const sizesOf = ({ count, height, width, channels }: Images): readonly number[] => [
  count,
  height,
  width,
  channels,
]

const joined = (a: Float32Array, b: Float32Array): Float32Array => {
  const both = new Float32Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** The cells of rows in turn of originals 0 … count − 1 and of what stands `count` after each. */
const pairedCells = (columns: number, count: number): readonly (number | undefined)[] => {
  const starts = Array.from({ length: Math.ceil(count / columns) }, (_, block) => block * columns)
  return starts.flatMap((start) => {
    const row = Array.from({ length: columns }, (_, i) => (start + i < count ? start + i : undefined))
    return [...row, ...row.map((index) => (index === undefined ? undefined : index + count))]
  })
}

/**
 * The picture with a row of originals above the row of their reconstructions, and so on below a wider gap.
 * @failure RangeError for reconstructions that are not as many and as large as the originals
 * @category picture
 * @since 0.1.0
 * @example
 * import { pairs } from 'reparam/node'
 * const originals = { images: Float32Array.of(0, 1), count: 2, height: 1, width: 1, channels: 1 }
 * const picture = pairs({ columns: 2, zoom: 1 })(originals, originals)
 * console.assert(picture.width === 3 && picture.height === 3)
 * console.assert(picture.data.slice(6).join() === '0,96,255')
 */
export const pairs =
  ({ columns, zoom }: Layout) =>
  (originals: Images, reconstructions: Images): Picture => {
    const [expected, got] = [sizesOf(originals), sizesOf(reconstructions)]
    if (expected.some((size, axis) => size !== got[axis]))
      throw new RangeError(
        `pairs: expected reconstructions of shape [${expected.join(', ')}], got [${got.join(', ')}]`,
      )
    const { count } = originals
    const across = Math.min(columns, Math.max(1, count))
    const images = joined(originals.images, reconstructions.images)
    const cells = pairedCells(across, count)
    return tile({ columns: across, zoom }, cells, 2)({ ...originals, images, count: 2 * count })
  }
