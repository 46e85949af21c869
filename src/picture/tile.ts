import { type Images, pixelCount } from '../data/index.js'
import type { Picture } from './picture.js'

/**
 * How images are laid out: how many stand in a row, and by how much each pixel is enlarged.
 * @category picture
 * @since 0.1.0
 */
export interface Layout {
  readonly columns: number
  readonly zoom: number
}

const GAP = 1
const BAND_GAP = 6
const GREY = 96

const refuse = (what: string, expected: string, got: string | number): never => {
  throw new RangeError(`${what}: expected ${expected}, got ${got}`)
}

const checkWhole = (what: string, value: number): void => {
  if (!Number.isInteger(value) || value < 1) refuse(what, 'a whole number of at least 1', value)
}

const check = ({ columns, zoom }: Layout, set: Images): void => {
  const { images, count, height, width, channels } = set
  const sizes = [count, height, width, channels]
  checkWhole('columns', columns)
  checkWhole('zoom', zoom)
  if (sizes.some((size) => size < 1) || (channels !== 1 && channels !== 3))
    refuse('picture', 'images of shape [B, H, W, 1 or 3]', `[${sizes.join(', ')}]`)
  if (images.length !== count * pixelCount(set))
    refuse('picture', `the numbers of images [${sizes.join(', ')}]`, images.length)
}

const pixelsOf = (set: Images, index: number): Float32Array =>
  set.images.subarray(index * pixelCount(set), (index + 1) * pixelCount(set))

const empty = (width: number, height: number, channels: number): Picture => ({
  data: new Uint8ClampedArray(width * height * channels).fill(GREY),
  width,
  height,
  channels,
})

/** Draws one image, enlarged, with its upper left corner at (left, top). */
const draw = (
  picture: Picture,
  left: number,
  top: number,
  zoom: number,
  set: Images,
  index: number,
): void => {
  const { data, width, channels } = picture
  const pixels = pixelsOf(set, index)
  for (let y = 0; y < set.height * zoom; y += 1)
    for (let x = 0; x < set.width * zoom; x += 1)
      for (let c = 0; c < channels; c += 1) {
        const from = (Math.floor(y / zoom) * set.width + Math.floor(x / zoom)) * channels + c
        data[((top + y) * width + left + x) * channels + c] = (pixels[from] ?? 0) * 255
      }
}

/**
 * The picture whose cells, row by row, show the images at these indices: one grey pixel between cells, a wider gap
 * after each band of so many rows, and grey in cells without an image. Values below 0 are black, above 1 white.
 * @failure RangeError for no images, other channels than 1 or 3, or a layout of other numbers than 1, 2, …
 */
export const tile =
  (layout: Layout, cells: readonly (number | undefined)[], band = Number.POSITIVE_INFINITY) =>
  (set: Images): Picture => {
    check(layout, set)
    const { columns, zoom } = layout
    const [stepX, stepY] = [set.width * zoom + GAP, set.height * zoom + GAP]
    const rows = Math.ceil(cells.length / columns)
    const top = (row: number): number => row * stepY + Math.floor(row / band) * (BAND_GAP - GAP)
    const picture = empty(columns * stepX - GAP, top(rows - 1) + stepY - GAP, set.channels)
    cells.forEach((index, cell) => {
      if (index === undefined) return
      draw(picture, (cell % columns) * stepX, top(Math.floor(cell / columns)), zoom, set, index)
    })
    return picture
  }
