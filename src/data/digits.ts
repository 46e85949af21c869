import { either as E } from 'fp-ts'
import { type Failure, invalidFile } from '../failure/index.js'
import type { ImageSet } from './dataset.js'

const PIXELS = 64
const MOST = 16

const isCell = (cell: string, most: number): boolean => /^\d{1,2}$/.test(cell) && Number(cell) <= most

const fault = (cells: readonly string[]): string | undefined => {
  if (cells.length !== PIXELS + 1) return `${cells.length} values`
  const at = cells.findIndex((cell, i) => !isCell(cell, i < PIXELS ? MOST : 9))
  return at < 0 ? undefined : `'${cells[at]}' as value ${at + 1}`
}

/**
 * The images in the text of the digits table: a line an image, 64 values from 0 to 16 row by row and then the digit;
 * values are divided by 16.
 * @shape images: [B, 8, 8, 1]
 * @failure InvalidFile naming the first line that is not of this form
 * @source Alpaydin, Kaynak: Optical Recognition of Handwritten Digits (UCI Machine Learning Repository, 1998)
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { parseDigits } from 'reparam'
 * const line = [...Array<number>(64).fill(8), 3].join()
 * const set = parseDigits('digits.csv')(`${line}\n`)
 * console.assert(E.isRight(set) && set.right.images[0] === 0.5 && set.right.labels?.[0] === 3)
 * console.assert(E.isLeft(parseDigits('digits.csv')('1,2,3')))
 */
export const parseDigits =
  (path: string) =>
  (text: string): E.Either<Failure, ImageSet> => {
    const rows = text.replace(/\r?\n$/, '').split(/\r?\n/)
    const images = new Float32Array(rows.length * PIXELS)
    const labels = new Uint8Array(rows.length)
    for (const [i, row] of rows.entries()) {
      const cells = row.split(',')
      const found = fault(cells)
      if (found !== undefined) {
        const expected = 'on each line 64 whole numbers from 0 to 16 and a digit, separated by commas'
        return E.left(invalidFile({ path, expected, got: `${found} on line ${i + 1}` }))
      }
      const values = cells.map(Number)
      images.set(
        values.slice(0, PIXELS).map((value) => value / MOST),
        i * PIXELS,
      )
      labels[i] = values[PIXELS] ?? 0
    }
    return E.right({ name: 'digits', images, count: rows.length, height: 8, width: 8, channels: 1, labels })
  }
