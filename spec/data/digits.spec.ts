import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { parseDigits } from '../../src/data/index.js'
import { digits } from '../../src/data/index.node.js'
import { render } from '../../src/failure/index.js'

const line = (label: string, values: readonly string[] = Array(64).fill('16')): string =>
  [...values, label].join(',')
const with17 = Array.from({ length: 64 }, (_, i) => (i === 9 ? '17' : '0'))

describe('parseDigits', () => {
  it('divides by 16 and takes the last value as the label, with or without a last line break', () => {
    const table = [
      line(
        '3',
        Array.from({ length: 64 }, (_, i) => `${i % 17}`),
      ),
      line('9'),
    ].join('\n')
    const set = parseDigits('d.csv')(table)
    expect(set).toMatchObject({
      right: { count: 2, height: 8, width: 8, channels: 1, labels: Uint8Array.of(3, 9) },
    })
    expect(
      E.map(({ images }: { images: Float32Array }) => [images[0], images[5], images[16], images[64]])(set),
    ).toEqual(E.right([0, 5 / 16, 1, 1]))
    expect(parseDigits('d.csv')(`${table}\n`)).toEqual(set)
    expect(parseDigits('d.csv')(`${table.replace('\n', '\r\n')}\r\n`)).toEqual(set)
  })

  it.each([
    ['an empty file', '', '1 values on line 1'],
    ['a cut line', `${line('1')}\n${line('1').slice(0, 100)}`, '34 values on line 2'],
    ['a value too great', line('1', with17), "'17' as value 10 on line 1"],
    ['no digit', line('10'), "'10' as value 65 on line 1"],
    ['a fraction', line('1.5'), "'1.5' as value 65 on line 1"],
    ['nothing between commas', line(''), "'' as value 65 on line 1"],
    ['a blank line', `${line('1')}\n\n${line('1')}`, '1 values on line 2'],
  ])('refuses %s', (_, text, got) => {
    expect(E.mapLeft(render)(parseDigits('d.csv')(text))).toEqual(
      E.left(
        `d.csv: expected on each line 64 whole numbers from 0 to 16 and a digit, separated by commas; found ${got}`,
      ),
    )
  })
})

describe('the digits that ship with the package', () => {
  it('are 1,347 for training and 450 for testing, in the order of the fixed choice', async () => {
    const both = await digits()
    if (E.isLeft(both)) throw new Error(render(both.left))
    const { train, test } = both.right
    expect([train.count, test.count]).toEqual([1347, 450])
    const labels = [...(train.labels ?? []), ...(test.labels ?? [])]
    const counts = labels.reduce<readonly number[]>(
      (all, label) => all.map((n, i) => (i === label ? n + 1 : n)),
      Array(10).fill(0),
    )
    // numpy.bincount(sklearn.datasets.load_digits().target)
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    // and .images.sum(), 561718, over 16
    const sum = [...train.images, ...test.images].reduce((a, b) => a + b, 0)
    expect(sum).toBe(561718 / 16)
    // .target[[1081, 1707, 927, 713, 262]]
    expect([...(test.labels ?? [])].slice(0, 5)).toEqual([2, 8, 2, 6, 6])
  })
})
