/** A tensor of the reference interpreter: float64 numbers in row-major order; a key is its two words. */
export interface Value {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

/** A value whose numbers are representable in float32, so that a backend can be given the same. */
export const float32Value = (shape: readonly number[], numbers: Iterable<number>): Value => {
  const data = Array.from(numbers, Math.fround)
  if (data.length !== count(shape)) throw new Error(`${data.length} numbers for shape [${shape.join(', ')}]`)
  return { shape, data }
}

/** How many elements a shape has. */
export const count = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** An element that must be there. */
export const item = <A>(list: readonly A[], i: number): A => {
  const found = list[i]
  if (found === undefined) throw new Error(`reference: nothing at ${i} of ${list.length}`)
  return found
}

/** A number that must be there. */
export const number = (list: readonly number[], i: number): number => list[i] ?? item(list, i)

/** The value with `f` of each index. The index is one array that changes: nobody may keep it. */
export const build = (shape: readonly number[], f: (index: readonly number[]) => number): Value => {
  const data: number[] = []
  each(shape, (index) => data.push(f(index)))
  return { shape, data }
}

/** Every index of a shape in row-major order. */
export const each = (shape: readonly number[], f: (index: readonly number[]) => void): void => {
  const index = shape.map(() => 0)
  for (let left = count(shape); left > 0; left -= 1) {
    f(index)
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const next = number(index, axis) + 1
      index[axis] = next < number(shape, axis) ? next : 0
      if (next < number(shape, axis)) break
    }
  }
}

/** Where an index stands in row-major order. */
export const position = (shape: readonly number[], index: readonly number[]): number => {
  let at = 0
  for (let axis = 0; axis < shape.length; axis += 1) at = at * number(shape, axis) + number(index, axis)
  return at
}

/** The element at an index. */
export const element = ({ shape, data }: Value, index: readonly number[]): number =>
  number(data, position(shape, index))
