/** What a law claims of numbers, and the words when the claim does not hold. */

/**
 * A law that does not hold: its name, and the numbers that break it.
 * @category laws
 * @since 0.1.0
 */
export class LawBroken extends Error {
  override readonly name = 'LawBroken'
}

/** The allowance for float32 arithmetic around a value. */
export const rounding = (value: number, relative = 1e-5): number => relative * Math.max(1, Math.abs(value))

/** Numbers that are as expected, each within its tolerance. A number that is none is never within one. */
export const close = (
  law: string,
  got: readonly number[],
  expected: readonly number[],
  tolerance: (i: number) => number,
): void => {
  if (got.length !== expected.length)
    throw new LawBroken(`${law}: ${got.length} numbers, expected ${expected.length}`)
  got.forEach((value, i) => {
    const [want, allowed] = [expected[i] ?? Number.NaN, tolerance(i)]
    if (!(Math.abs(value - want) <= allowed))
      throw new LawBroken(`${law}: element ${i} is ${value}, expected ${want} ± ${allowed}`)
  })
}

/** Numbers that are not below their bounds, but for a tolerance. */
export const atLeast = (
  law: string,
  got: readonly number[],
  bound: (i: number) => number,
  tolerance: (i: number) => number,
): void => {
  got.forEach((value, i) => {
    const [least, allowed] = [bound(i), tolerance(i)]
    if (!(value >= least - allowed))
      throw new LawBroken(`${law}: element ${i} is ${value}, expected at least ${least} − ${allowed}`)
  })
}
