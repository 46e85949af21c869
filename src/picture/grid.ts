import type { Images } from '../data/index.js'
import type { Picture } from './picture.js'
import { type Layout, tile } from './tile.js'

/**
 * The picture of all images, row by row, with one grey pixel between them.
 * @failure RangeError for no images, other channels than 1 or 3, or a layout of other numbers than 1, 2, …
 * @example
 * import { grid } from 'reparam/node'
 * import assert from 'node:assert/strict'
 *
 * const images = { images: Float32Array.of(0, 1, 1, 0), count: 2, height: 1, width: 2, channels: 1 }
 * const picture = grid({ columns: 2, zoom: 1 })(images)
 * assert.deepEqual([...picture.data], [0, 255, 96, 255, 0])
 * assert.deepEqual([picture.width, picture.height], [5, 1])
 * @category picture
 * @since 0.1.0
 */
export const grid =
  ({ columns, zoom }: Layout) =>
  (set: Images): Picture =>
    tile(
      { columns: Math.min(columns, Math.max(1, set.count)), zoom },
      Array.from({ length: set.count }, (_, i) => i),
    )(set)
