/** Sums of products that an equation writes. */
import fc from 'fast-check'
import { einsum } from '../../../src/index.js'
import { curried, type Rule } from './call.js'
import { nearly, sometimes } from './shapes.js'

const letters = ['a', 'b', 'c', 'D'] as const

/** An equation, and a shape for each operand; now and then a size, a rank, a letter or a character is wrong. */
export const equations: readonly Rule[] = [
  {
    name: 'einsum',
    data: 'joined',
    calls: (dim) =>
      fc
        .record({
          texts: fc.array(fc.array(fc.constantFrom(...letters), { maxLength: 3 }), {
            minLength: 1,
            maxLength: 3,
          }),
          sizes: fc.tuple(dim, dim, dim, dim),
          order: fc.shuffledSubarray([...letters]),
        })
        .chain(({ texts, sizes, order }) => {
          const result = order.filter((letter) => texts.flat().includes(letter)).join('')
          const equation = `${texts.map((text) => text.join('')).join()}->${result}`
          const shapes = texts.map((text) => text.map((letter) => sizes[letters.indexOf(letter)] ?? 1))
          return fc.tuple(
            sometimes(
              equation,
              fc.constantFrom(
                `${equation}a`,
                `${equation}z`,
                equation.replace('->', '.->'),
                equation.replace('->', ''),
              ),
              12,
            ),
            fc.tuple(
              ...shapes.map((shape) =>
                nearly(shape, dim, 8).chain((s) => sometimes(s, fc.constant([...s, 2]), 16)),
              ),
            ),
          )
        })
        .filter(
          ([, shapes]) => shapes.flat().reduce((a, b) => a * Math.max(b, 1), 1) <= Number.MAX_SAFE_INTEGER,
        )
        .map(([equation, shapes]) =>
          curried('einsum', [equation], shapes, (x, ...more) => einsum(equation)(x, ...more)),
        ),
  },
]
