/** Sizes that the compiler does not know: hidden behind `number` or behind names, and what must still agree. */
import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'

/** How each size of some operands is written: as it is, as `number`, or as the name that stands for it. */
export type Veil = (operand: number, axis: number) => 'literal' | 'unknown' | 'named'

/** The names of sizes, by size: the same size has the same name. */
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const letterOf = (size: number): string | undefined => letters[size]

/** The type of an operand behind a veil. */
export const veiled = (shape: readonly number[], operand: number, veil: Veil): string =>
  `[${shape
    .map((size, axis) => {
      const kind = veil(operand, axis)
      const letter = letterOf(size)
      if (kind === 'unknown') return 'number'
      return kind === 'named' && letter !== undefined ? `'${letter}'` : `${size}`
    })
    .join(', ')}]`

/** Each size is hidden or not by itself; names are for every other case, since they refuse more than numbers do. */
export const anyVeil: fc.Arbitrary<Veil> = fc
  .tuple(fc.boolean(), fc.array(fc.nat({ max: 2 }), { minLength: 24, maxLength: 24 }))
  .map(([named, kinds]) => (operand, axis) => {
    const kind = kinds[(operand * 6 + axis) % kinds.length]
    if (kind === 0) return 'literal'
    return named && kind === 1 ? 'named' : 'unknown'
  })

const known = createContext({
  ...Object.fromEntries(letters.map((letter, size) => [letter, size])),
  ceil: Math.ceil,
  floor: Math.floor,
})

/** Whether a dim of a type may be this size: it is the size, or `number`, or an expression that has this value. */
const mayBe = (dim: string, size: string): boolean => {
  if (dim === 'number' || dim === size) return true
  const expression = /^"(.*)"$/.exec(dim)?.[1]
  return expression !== undefined && runInContext(expression, known) === Number(size)
}

const shapesIn = (type: string): readonly (readonly string[])[] =>
  [...type.matchAll(/Tensor<(?:\[([^\]]*)\]|Shape|Dim\[\]|number\[\])>/g)].map(
    ([, dims]) => dims?.split(', ') ?? ['?'],
  )

/** Whether a type says nothing of a result that is not so: as many dims, and each may be the real size. */
export const saysNothingWrong = (type: string, real: string): boolean => {
  const sizes = shapesIn(real)
  const shapes = shapesIn(type)
  // a list of so many that the compiler does not know
  const claimed = type.endsWith('>[]') ? sizes.flatMap(() => shapes) : shapes
  return (
    claimed.length === sizes.length &&
    claimed.every((dims, i) => {
      const found = sizes[i] ?? []
      if (dims[0] === '?') return true
      return dims.length === found.length && dims.every((dim, axis) => mayBe(dim, found[axis] ?? ''))
    })
  )
}
