import fc from 'fast-check'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import type { Images } from '../../src/data/index.js'
import { encodePng, grid, manifoldPoints, type Picture, pairs } from '../../src/picture/index.js'

const grey = (...images: readonly (readonly number[])[]): Images => ({
  images: Float32Array.from(images.flat()),
  count: images.length,
  height: 1,
  width: 2,
  channels: 1,
})

/** The rows of a grey picture. */
const rows = ({ data, width, height }: Picture): readonly (readonly number[])[] =>
  Array.from({ length: height }, (_, y) => [...data.subarray(y * width, (y + 1) * width)])

const G = 96

describe('grid', () => {
  it('puts one grey pixel between cells, and grey where no image is left', () => {
    const picture = grid({ columns: 2, zoom: 1 })(grey([0, 1], [0.2, 0.4], [1, 0]))
    expect(rows(picture)).toEqual([
      [0, 255, G, 51, 102],
      [G, G, G, G, G],
      [255, 0, G, G, G],
    ])
  })

  it('enlarges pixels, but not the gap', () => {
    expect(rows(grid({ columns: 2, zoom: 2 })(grey([0, 1], [1, 0])))).toEqual([
      [0, 0, 255, 255, G, 255, 255, 0, 0],
      [0, 0, 255, 255, G, 255, 255, 0, 0],
    ])
  })

  it('is no wider than its images need', () => {
    expect(grid({ columns: 9, zoom: 1 })(grey([0, 1]))).toMatchObject({ width: 2, height: 1 })
  })

  it('shows values outside [0, 1] as black and white', () => {
    expect(rows(grid({ columns: 1, zoom: 1 })(grey([-3, 7])))).toEqual([[0, 255]])
  })

  it('keeps the channels of a colour together', () => {
    const images = Float32Array.of(0, 0.2, 0.4, 0.6, 0.8, 1)
    const wide: Images = { images, count: 1, height: 1, width: 2, channels: 3 }
    const two: Images = { images, count: 2, height: 1, width: 1, channels: 3 }
    expect([...grid({ columns: 2, zoom: 1 })(wide).data]).toEqual([0, 51, 102, 153, 204, 255])
    expect([...grid({ columns: 2, zoom: 1 })(two).data]).toEqual([0, 51, 102, G, G, G, 153, 204, 255])
  })

  it.each([
    [{ columns: 0, zoom: 1 }, grey([0, 1]), 'columns: expected a whole number of at least 1, got 0'],
    [{ columns: 1, zoom: 1.5 }, grey([0, 1]), 'zoom: expected a whole number of at least 1, got 1.5'],
    [
      { columns: 1, zoom: 1 },
      grey(),
      'picture: expected images of shape [B, H, W, 1 or 3], got [0, 1, 2, 1]',
    ],
    [
      { columns: 1, zoom: 1 },
      { ...grey([0, 1]), channels: 2, width: 1 },
      'picture: expected images of shape [B, H, W, 1 or 3], got [1, 1, 1, 2]',
    ],
    [
      { columns: 1, zoom: 1 },
      { ...grey([0, 1]), count: 2 },
      'picture: expected the numbers of images [2, 1, 2, 1], got 2',
    ],
  ])('refuses %j', (layout, set, message) => {
    expect(() => grid(layout)(set)).toThrow(message)
  })
})

describe('pairs', () => {
  it('puts originals above their reconstructions, and the next ones below a wider gap', () => {
    const originals = grey([0, 0], [0.2, 0.2], [0.4, 0.4])
    const reconstructions = grey([0.6, 0.6], [0.8, 0.8], [1, 1])
    const wide = Array(6).fill([G, G, G, G, G])
    expect(rows(pairs({ columns: 2, zoom: 1 })(originals, reconstructions))).toEqual([
      [0, 0, G, 51, 51],
      [G, G, G, G, G],
      [153, 153, G, 204, 204],
      ...wide,
      [102, 102, G, G, G],
      [G, G, G, G, G],
      [255, 255, G, G, G],
    ])
  })

  it('refuses reconstructions of another number or size', () => {
    expect(() => pairs({ columns: 2, zoom: 1 })(grey([0, 0], [1, 1]), grey([0, 0]))).toThrow(
      'pairs: expected reconstructions of shape [2, 1, 2, 1], got [1, 1, 2, 1]',
    )
  })
})

describe('encodePng', () => {
  it('a PNG decodes to the same pixels', () => {
    const picture = fc
      .record({
        width: fc.integer({ min: 1, max: 9 }),
        height: fc.integer({ min: 1, max: 9 }),
        channels: fc.constantFrom(1, 3),
      })
      .chain((sizes) => {
        const length = sizes.width * sizes.height * sizes.channels
        const bytes = fc.uint8Array({ minLength: length, maxLength: length })
        return bytes.map((data) => ({ ...sizes, data: Uint8ClampedArray.from(data) }))
      })
    fc.assert(
      fc.property(picture, ({ data, ...sizes }) => {
        const decoded = decode(encodePng({ data, ...sizes }))
        expect(decoded).toMatchObject({ ...sizes, depth: 8 })
        expect([...decoded.data]).toEqual([...data])
      }),
    )
  })
})

describe('manifoldPoints', () => {
  it('are at the quantiles of a Gaussian, the first to the right and the second upwards', () => {
    // scipy.stats.norm.ppf([1/6, 1/2, 5/6])
    const q = 0.967421566101701
    const expected = [-q, q, 0, q, q, q, -q, 0, 0, 0, q, 0, -q, -q, 0, -q, q, -q]
    const points = manifoldPoints(3)
    expect(points.length).toBe(expected.length)
    points.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 6)
    })
  })
})
