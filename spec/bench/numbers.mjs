/** Numbers that are the same for every contestant. */

/** Numbers in [0, 1) from a xorshift generator. */
export const uniforms = (seed) => {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** A kernel of Glorot's uniform numbers for so many elements in and out. */
export const glorot = (next, shape, fans) => {
  const limit = Math.sqrt(6 / fans)
  const length = shape.reduce((a, b) => a * b, 1)
  return { values: Float32Array.from({ length }, () => limit * (2 * next() - 1)), shape }
}

/** Random zeros and ones. */
export const randomBits = (length) => {
  const next = uniforms(2)
  return Float32Array.from({ length }, () => (next() > 0.5 ? 1 : 0))
}
